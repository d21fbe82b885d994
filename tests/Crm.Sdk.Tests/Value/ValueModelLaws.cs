using Crm.Sdk.TestSupport;
using Crm.Sdk.Value;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Value;

/// <summary>What the models keep at any parameters and for any customer.</summary>
public sealed class ValueModelLaws
{
    private static readonly Gen<double> Parameter = Gen.Choose(-300, 300).Select(static n => Math.Exp(n / 100.0));

    private static readonly Gen<double[]> Four = Parameter.ArrayOf(4);

    private static readonly Gen<RepeatPurchases> Customer =
        from x in Gen.Frequency((3, Gen.Constant(0)), (5, Gen.Choose(1, 9)), (2, Gen.Choose(10, 400)))
        from age in Gen.Choose(0, 2000)
        from part in Gen.Choose(0, 1000)
        select new RepeatPurchases(x, x == 0 ? 0 : age / 10.0 * part / 1000.0, age / 10.0);

    private static readonly Arbitrary<RepeatPurchases[]> Customers = Sequences.Of(Customer, atLeast: 1, atMost: 20);

    private static readonly Gen<(int X, double Mean)[]> Spenders =
        (from x in Gen.Choose(1, 60)
         from cents in Gen.Choose(1, 1_000_000)
         select (x, cents / 100.0)).ArrayOf(10);

    [Fact]
    public void VA_2_the_gradient_of_BgNbd_agrees_with_finite_differences() =>
        Law.Holds(Four.ToArbitrary(), Customers, static (p, customers) => GradientHolds(new BgNbdLikelihood(PurchaseSample.Of(customers)), p), tests: 300);

    [Fact]
    public void VA_2_the_gradient_of_ParetoNbd_agrees_with_finite_differences() =>
        Law.Holds(Four.ToArbitrary(), Customers, static (p, customers) => GradientHolds(new ParetoNbdLikelihood(PurchaseSample.Of(customers)), p), tests: 300);

    [Fact]
    public void VA_2_the_gradient_of_GammaGamma_agrees_with_finite_differences() => Law.Holds(
        Parameter.ArrayOf(3), Spenders, static (p, spenders) => GradientHolds(new GammaGammaLikelihood(SpendSample.Of(spenders.Select(static s => new RepeatPurchases(s.X, 0, 1, s.Mean)))), p), tests: 300);

    [Fact]
    public void VA_2_grouped_customers_have_the_likelihood_of_all_of_them() => Law.Holds(Four.ToArbitrary(), Customers, static (p, customers) =>
    {
        RepeatPurchases[] twice = [.. customers, .. customers, customers[0]];
        double grouped = Sum(new BgNbdLikelihood(PurchaseSample.Of(twice)), p), pareto = Sum(new ParetoNbdLikelihood(PurchaseSample.Of(twice)), p);
        Close(twice.Sum(new BgNbdModel(p[0], p[1], p[2], p[3]).LogLikelihood), grouped, 1e-11);
        Close(twice.Sum(new ParetoNbdModel(p[0], p[1], p[2], p[3]).LogLikelihood), pareto, 1e-11);
    });

    [Fact]
    public void VA_2_probability_alive_is_a_probability_and_falls_with_silence() => Law.Holds(Four, Customer, static (p, c) =>
    {
        foreach (IPurchaseModel model in Models(p))
        {
            double now = model.ProbabilityAlive(c), later = model.ProbabilityAlive(c with { Age = c.Age + 10 });
            Assert.InRange(now, 0, 1);
            Assert.True(later <= now + 1e-12, $"{model.Name}: {now} then {later}");
        }
    });

    [Fact]
    public void VA_2_expected_purchases_grow_with_the_horizon_from_nothing() => Law.Holds(Four, Customer, static (p, c) =>
    {
        foreach (IPurchaseModel model in Models(p))
        {
            double[] ahead = [.. new double[] { 0, 0.001, 1, 10, 52, 500 }.Select(t => model.ExpectedPurchases(c, t))];
            Assert.Equal(0, ahead[0]);
            Assert.All(ahead, static e => Assert.True(double.IsFinite(e) && e >= 0, $"{e}"));
            Assert.All(ahead.Zip(ahead.Skip(1)), static pair => Assert.True(pair.Second >= pair.First * (1 - 1e-9), $"{pair}"));
        }
    });

    [Fact]
    public void VA_2_the_series_of_BgNbd_is_the_integral_over_the_probability_of_becoming_inactive() => Law.Holds(Four, Customer, static (p, c) =>
    {
        var model = new BgNbdModel(p[0], p[1], p[2], p[3]);
        double alive = model.ProbabilityAlive(c);
        Close(alive * model.WhileAliveByIntegration(c, 20), model.ExpectedPurchases(c, 20), 1e-7);
    });

    [Fact] // FHL05a equation 10, as it is printed
    public void VA_2_the_series_of_BgNbd_is_the_published_hypergeometric_form() => Law.Holds(Four, Customer, static (p, c) =>
    {
        (double r, double alpha, double a, double b, int x) = (p[0], p[1], p[2], p[3], c.Frequency);
        double sum = a + b + x - 1;
        if (Math.Abs(a - 1) > 0.05 && sum > 0.05)
        {
            double z = 20 / (alpha + c.Age + 20);
            double f = Math.Exp(GaussHypergeometric.Log(r + x, b + x, sum, z) + ((r + x) * Math.Log((alpha + c.Age) / (alpha + c.Age + 20))));
            var model = new BgNbdModel(r, alpha, a, b);
            Close(sum / (a - 1) * (1 - f) * model.ProbabilityAlive(c), model.ExpectedPurchases(c, 20), 1e-5);
        }
    });

    [Fact] // Fader and Hardie 2005, with the greater of alpha and beta first
    public void VA_2_the_integral_of_ParetoNbd_is_the_published_difference_of_hypergeometric_functions() => Law.Holds(Four, Customer, static (p, c) =>
    {
        (double r, double alpha, double s, double beta, int x) = (p[0], p[1], p[2], p[3], c.Frequency);
        if (x <= 9 && c.Age > c.Recency + 1)
        {
            double sum = r + s + x, most = Math.Max(alpha, beta), second = alpha >= beta ? s + 1 : r + x;
            double At(double t) => Math.Exp(GaussHypergeometric.Log(sum, second, sum + 1, Math.Abs(alpha - beta) / (most + t)) - (sum * Math.Log((most + t) / (most + c.Recency))));
            double published = Math.Log((At(c.Recency) - At(c.Age)) / sum) - (sum * Math.Log(most + c.Recency));
            var integral = default(DeathIntegral);
            integral.Compute(r + x, s + 1, alpha, beta, c.Recency, c.Age);
            Close(published, integral.Log, 1e-7);
        }
    });

    [Theory]
    [InlineData(0.5, 10, 1, 10)] // alpha = beta, s = 1
    [InlineData(0.5, 10, 0.999999999, 10.000000001)]
    public void VA_2_special_parameters_are_nothing_special(double r, double alpha, double s, double beta)
    {
        var at = new ParetoNbdModel(r, alpha, s, beta);
        var near = new ParetoNbdModel(r, alpha, s + 1e-7, beta + 1e-7);
        var customer = new RepeatPurchases(3, 20, 39);
        Assert.Equal(near.LogLikelihood(customer), at.LogLikelihood(customer), 1e-6);
        Assert.Equal(near.ExpectedPurchases(customer, 52), at.ExpectedPurchases(customer, 52), 1e-6);
        Assert.Equal(new BgNbdModel(r, alpha, 1 + 1e-9, 0.5).ExpectedPurchases(customer, 52), new BgNbdModel(r, alpha, 1, 0.5).ExpectedPurchases(customer, 52), 1e-7);
        Assert.Equal(new BgNbdModel(r, alpha, 0.5 + 1e-9, 0.5).ExpectedPurchases(52), new BgNbdModel(r, alpha, 0.5, 0.5).ExpectedPurchases(52), 1e-7);
    }

    private static IEnumerable<IPurchaseModel> Models(double[] p) => [new BgNbdModel(p[0], p[1], p[2], p[3]), new ParetoNbdModel(p[0], p[1], p[2], p[3])];

    private static double Sum(ILikelihood likelihood, double[] parameters) => likelihood.At(parameters).Add(0, likelihood.Rows, new double[parameters.Length]);

    private static void GradientHolds(ILikelihood likelihood, double[] at)
    {
        double[] gradient = new double[at.Length];
        likelihood.At(at).Add(0, likelihood.Rows, gradient);
        double scale = 1 + gradient.Zip(at, static (g, p) => Math.Abs(g * p)).Max();
        for (int i = 0; i < at.Length; i++)
        {
            double step = 1e-5 * at[i];
            double[] above = [.. at], below = [.. at];
            above[i] += step;
            below[i] -= step;
            double difference = (Sum(likelihood, above) - Sum(likelihood, below)) / (2 * step);
            Assert.Equal(difference * at[i] / scale, gradient[i] * at[i] / scale, 1e-5);
        }
    }

    private static void Close(double expected, double found, double relative) => Assert.Equal(expected, found, (relative * Math.Abs(expected)) + 1e-12);
}
