namespace Crm.Sdk.Value;

/// <summary>Fits value models by maximum likelihood (VA-2).</summary>
/// <remarks>
/// Over the logarithms of the parameters, with times in units of the mean age and spend in units of its mean, so that all are about 1; analytic gradients; several fixed starts. The same
/// customers give the same fit to the last bit, in whatever order they come and on however many processors. Thread-safe.
/// </remarks>
public static class ModelFitting
{
    private static readonly double[][] BgNbdStarts = [[0.5, 0.5, 1, 2], [1, 1, 0.5, 5], [0.1, 0.1, 1, 1], [5, 1, 0.2, 10]];
    private static readonly double[][] ParetoNbdStarts = [[0.5, 0.5, 0.5, 0.5], [1, 1, 1, 5], [0.2, 0.1, 0.2, 0.1], [5, 1, 0.5, 5]];
    private static readonly double[][] GammaGammaStarts = [[2, 4, 1.5], [6, 4, 0.5], [1, 2, 1], [20, 20, 1]];

    /// <summary>Fits the BG/NBD model.</summary>
    /// <param name="sample">The customers.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <exception cref="CrmException">CRM6004: the data cannot carry the model.</exception>
    public static ModelFit<BgNbdModel> BgNbd(PurchaseSample sample, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        (FitResult found, double time, options) = Purchases(sample, BgNbdStarts, static sample => new BgNbdLikelihood(sample), options, cancellationToken);
        var model = new BgNbdModel(found.Of(0), found.Of(1, time), found.Of(2), found.Of(3));
        return Finish(model, found, [found.Parameter("r", 0), found.Parameter("alpha", 1, time), found.Parameter("a", 2), found.Parameter("b", 3)], time, sample, options);
    }

    /// <summary>Fits the Pareto/NBD model.</summary>
    /// <inheritdoc cref="BgNbd"/>
    public static ModelFit<ParetoNbdModel> ParetoNbd(PurchaseSample sample, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        (FitResult found, double time, options) = Purchases(sample, ParetoNbdStarts, static sample => new ParetoNbdLikelihood(sample), options, cancellationToken);
        var model = new ParetoNbdModel(found.Of(0), found.Of(1, time), found.Of(2), found.Of(3, time));
        return Finish(model, found, [found.Parameter("r", 0), found.Parameter("alpha", 1, time), found.Parameter("s", 2), found.Parameter("beta", 3, time)], time, sample, options);
    }

    /// <summary>Fits the Gamma-Gamma model of spend.</summary>
    /// <inheritdoc cref="BgNbd"/>
    public static ModelFit<GammaGammaModel> GammaGamma(SpendSample sample, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        options ??= FitOptions.Default;
        if (sample.Customers < options.FewestRepeaters)
        {
            throw new CrmException(
                ValueErrorCodes.CannotFit,
                $"{sample.Customers} customers have repeat purchases with a known spend above 0; the Gamma-Gamma model takes {options.FewestRepeaters} at least. Observe for longer.");
        }

        double spend = sample.MeanOfMeans;
        SpendSample scaled = sample.Scaled(1 / spend);
        var likelihood = new GammaGammaLikelihood(scaled);
        FitResult found = FitSearch.Run(likelihood, likelihood, GammaGammaStarts, options, cancellationToken);
        var model = new GammaGammaModel(found.Of(0), found.Of(1), found.Of(2, spend));
        return new ModelFit<GammaGammaModel>
        {
            Model = model,
            Parameters = [found.Parameter("p", 0), found.Parameter("q", 1), found.Parameter("gamma", 2, spend)],
            LogLikelihood = (found.Maximum.Value - Math.Log(spend)) * sample.Customers, // the density of m, not of m / scale
            Customers = sample.Customers,
            Rows = sample.Rows,
            Iterations = found.Maximum.Iterations,
            Converged = found.Maximum.Converged,
            Warnings = FitDoubts.OfSpend(model, found, sample, options),
        };
    }

    private static (FitResult Found, double Time, FitOptions Options) Purchases(
        PurchaseSample sample, double[][] starts, Func<PurchaseSample, ILikelihood> make, FitOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        options ??= FitOptions.Default;
        if (sample.RepeatCustomers < options.FewestRepeaters || !(sample.MeanAge > 0))
        {
            throw new CrmException(
                ValueErrorCodes.CannotFit,
                FormattableString.Invariant($"{sample.RepeatCustomers} of {sample.Customers} customers have repeat purchases; a model of purchases takes {options.FewestRepeaters} at least. Observe for longer."));
        }

        PurchaseSample scaled = sample.Scaled(1 / sample.MeanAge);
        return (FitSearch.Run(make(scaled), make(scaled.Thinned(FitSearch.ThinnedRows)), starts, options, cancellationToken), sample.MeanAge, options);
    }

    private static ModelFit<TModel> Finish<TModel>(TModel model, FitResult found, ValueList<ModelParameter> parameters, double time, PurchaseSample sample, FitOptions options)
        where TModel : IPurchaseModel => new()
        {
            Model = model,
            Parameters = parameters,
            LogLikelihood = (found.Maximum.Value * sample.Customers) - (sample.Purchases * Math.Log(time)), // a density has the unit 1 / time for each purchase
            Customers = (long)sample.Customers,
            Rows = sample.Rows,
            Iterations = found.Maximum.Iterations,
            Converged = found.Maximum.Converged,
            Warnings = FitDoubts.OfPurchases(model, found, sample, options),
        };
}
