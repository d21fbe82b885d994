using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Value;

namespace Crm.Sdk.Benchmarks.Value;

/// <summary>
/// P19: BG/NBD and Pareto/NBD fits of customers with jittered times against SciPy on the same likelihood with the same stop rule, answers compared first; and fits of whole days, whose equal
/// customers are grouped, of ten times as many customers against as many.
/// </summary>
/// <remarks>Against SciPy ours is timed from the customers on: grouping and sorting count.</remarks>
internal static class ValueFitBenchmark
{
    private const double ParameterTolerance = 1e-3;
    private const double LikelihoodTolerance = 1e-6;

    private static readonly FitOptions SameStopRule = new() { Tolerance = 1e-6, StandardErrors = false };

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings)
    {
        List<Comparison> all = [Grouped(settings)];
        if (!settings.Rivals)
        {
            Console.Error.WriteLine("P19: the fits against SciPy run with --rivals only");
            return all;
        }

        RepeatPurchases[] customers = MadeCustomers.Make(settings.Customers, jittered: true, seed: 1);
        using var folder = new TrialFolder();
        using SciPyFits rival = await SciPyFits.StartAsync(customers, folder.NewFile());
        foreach (string model in ValueModelNames.OfPurchases)
        {
            all.Add(await AgainstSciPyAsync(settings, rival, customers, model));
        }

        return all;
    }

    private static async Task<Comparison> AgainstSciPyAsync(BenchmarkSettings settings, SciPyFits rival, RepeatPurchases[] customers, string model)
    {
        var ours = new Measurement($"{model}, {customers.Length:N0} customers, jittered");
        var theirs = new Measurement("SciPy");
        for (int round = 0; round < settings.Rounds; round++)
        {
            (Lap lap, double[] parameters, double logLikelihood) = Fit(model, customers);
            (TimeSpan elapsed, double[] rivals, double rivalLikelihood, int evaluations) = await rival.FitAsync(model);
            Same(model, parameters, logLikelihood, rivals, rivalLikelihood);
            ours.Add(lap);
            theirs.Add(new Lap(elapsed, TimeSpan.Zero)); // its processor time is another process's
            Console.Error.WriteLine($"P19 {model} round {round + 1}: ours {ours} / SciPy {theirs} ms ({evaluations} evaluations)");
        }

        return new Comparison("P19", ours, theirs, 1.0);
    }

    /// <summary>Fits of whole days, after equal customers were grouped; what grouping takes is shown beside them.</summary>
    private static Comparison Grouped(BenchmarkSettings settings)
    {
        const int Times = 10;
        RepeatPurchases[] many = MadeCustomers.Make(Times * settings.Customers, jittered: false, seed: 2);
        RepeatPurchases[] few = many[..settings.Customers];
        LapWatch grouping = LapWatch.StartNew();
        PurchaseSample large = PurchaseSample.Of(many);
        Lap grouped = grouping.Lap;
        PurchaseSample small = PurchaseSample.Of(few);
        var slow = new Measurement($"bg-nbd, {many.Length:N0} customers in whole days, {large.Rows:N0} of them different");
        var quick = new Measurement($"{few.Length:N0} customers, {small.Rows:N0} of them different");
        for (int round = 0; round < settings.Rounds; round++)
        {
            quick.Add(Fit(small));
            slow.Add(Fit(large));
            Console.Error.WriteLine($"P19 grouped round {round + 1}: {many.Length:N0} {slow} / {few.Length:N0} {quick} ms (CPU); grouping {many.Length:N0} took {grouped.Elapsed.TotalMilliseconds:0} ms once");
        }

        return new Comparison("P19", slow, quick, 1.5);

        static Lap Fit(PurchaseSample sample)
        {
            var watch = LapWatch.StartNew();
            ModelFitting.BgNbd(sample, SameStopRule);
            return watch.Lap;
        }
    }

    private static (Lap Lap, double[] Parameters, double LogLikelihood) Fit(string model, RepeatPurchases[] customers)
    {
        var watch = LapWatch.StartNew();
        PurchaseSample sample = PurchaseSample.Of(customers);
        (ValueList<ModelParameter> parameters, double logLikelihood) = model == ValueModelNames.BgNbd
            ? Answer(ModelFitting.BgNbd(sample, SameStopRule))
            : Answer(ModelFitting.ParetoNbd(sample, SameStopRule));
        return (watch.Lap, [.. parameters.Select(static p => p.Value)], logLikelihood);

        static (ValueList<ModelParameter>, double) Answer<TModel>(ModelFit<TModel> fit) => (fit.Parameters, fit.LogLikelihood);
    }

    private static void Same(string model, double[] ours, double logLikelihood, double[] theirs, double rivalLikelihood)
    {
        if (ours.Zip(theirs).Any(static pair => Math.Abs((pair.First / pair.Second) - 1) > ParameterTolerance) || Math.Abs((logLikelihood / rivalLikelihood) - 1) > LikelihoodTolerance)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"P19 {model}: ours {string.Join(' ', ours)} at {logLikelihood} and SciPy's {string.Join(' ', theirs)} at {rivalLikelihood} are not the same fit."));
        }
    }
}
