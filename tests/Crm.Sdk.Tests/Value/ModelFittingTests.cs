using Crm.Sdk.Value;
using Xunit;

namespace Crm.Sdk.Tests.Value;

/// <summary>Fits on CDNOW: parameters, log-likelihood and standard errors as published (FHL05a, CLVTools, BTYD, lifetimes' Quickstart, FH13).</summary>
public sealed class ModelFittingTests
{
    private static readonly ModelFit<BgNbdModel> Bg = ModelFitting.BgNbd(Cdnow.Sample);
    private static readonly ModelFit<ParetoNbdModel> Pareto = ModelFitting.ParetoNbd(Cdnow.Sample);
    private static readonly ModelFit<GammaGammaModel> Spend = ModelFitting.GammaGamma(SpendSample.Of(Cdnow.Table));

    [Fact] // CLVTools; three programs agree on -9,582.4292
    public void VA_2_BgNbd_on_CDNOW()
    {
        Assert.True(Bg.Converged);
        Assert.Empty(Bg.Warnings);
        Assert.Equal(2357, Bg.Customers);
        Assert.Equal(-9582.4292, Bg.LogLikelihood, 1e-3);
        Near([0.2425945, 4.4136019, 0.7929199, 2.4258881], Bg.Parameters, 0.005);
        NearErrors([0.012557, 0.378221, 0.185719, 0.705345], Bg.Parameters, 0.01); // lifetimes' Quickstart
    }

    [Fact] // CLVTools
    public void VA_2_ParetoNbd_on_CDNOW()
    {
        Assert.True(Pareto.Converged);
        Assert.Empty(Pareto.Warnings);
        Assert.Equal(-9594.9762, Pareto.LogLikelihood, 1e-3);
        Near([0.55315, 10.57633, 0.60625, 11.67150], Pareto.Parameters, 0.005);
        NearErrors([0.0476264, 0.8427222, 0.1872594, 6.2105448], Pareto.Parameters, 1e-3);
    }

    [Fact] // FH13, CLVTools
    public void VA_2_GammaGamma_on_CDNOW()
    {
        Assert.True(Spend.Converged);
        Assert.Empty(Spend.Warnings);
        Assert.Equal(946, Spend.Customers);
        Assert.Equal(-4055.9177, Spend.LogLikelihood, 1e-3);
        Near([6.25, 3.74, 15.44], Spend.Parameters, 0.005);
        Assert.Equal(0.113884, SpendSample.Of(Cdnow.Table).Correlation!.Value, 1e-5); // lifetimes' Quickstart
        Assert.Equal(35.25296, Cdnow.All().Average(static c => Spend.Model.ExpectedSpend(c)!.Value), 1e-3);
        Assert.Equal(35.07855, SpendSample.Of(Cdnow.Table).MeanOfMeans, 1e-3);
    }

    [Fact] // BTYD walkthrough, customer 1516
    public void VA_2_predictions_of_the_fitted_models()
    {
        RepeatPurchases best = Cdnow.Customer(1516);
        Assert.Equal(25.75659, Bg.Model.ExpectedPurchases(best, 52), 1e-3);
        Assert.Equal(0.9688523, Bg.Model.ProbabilityAlive(best), 1e-5);
        Assert.Equal(1.444004, Bg.Model.ExpectedPurchases(52), 1e-4);
        Assert.Equal(25.45647, Pareto.Model.ExpectedPurchases(best, 52), 25.45647e-3);
        Assert.Equal(1.473434, Pareto.Model.ExpectedPurchases(52), 1e-4);
    }

    [Theory] // BTYD walkthrough: the increasing-frequency paradox, t_x = 20, T = 39, 52 weeks ahead
    [InlineData(10, 0.3474606)]
    [InlineData(20, 0.004158973)]
    [InlineData(25, 0.0003583685)]
    public void VA_2_increasing_frequency_paradox_BgNbd(int x, double expected) =>
        Assert.Equal(expected, Bg.Model.ExpectedPurchases(new RepeatPurchases(x, 20, 39), 52), 1e-3 * expected);

    [Theory] // BTYD walkthrough
    [InlineData(10, 0.7062289)]
    [InlineData(15, 0.1442396)]
    [InlineData(20, 0.02250658)]
    [InlineData(25, 0.00309267)]
    public void VA_2_increasing_frequency_paradox_ParetoNbd(int x, double expected) =>
        Assert.Equal(expected, new ParetoNbdModel(0.5534, 10.5802, 0.6061, 11.6562).ExpectedPurchases(new RepeatPurchases(x, 20, 39), 52), 1e-3 * expected);

    [Theory] // lifetimes' Quickstart: 12 monthly steps at 1 % a month; the first line reads weeks as days
    [InlineData(30, 140.096, 18.943, 38.181, 38.181, 38.181, 1003.868, 28.110, 38.181, 167.418, 38.181)]
    [InlineData(4.345, 36.278, 4.637, 8.344, 8.344, 8.344, 283.524, 6.881, 8.344, 43.354, 8.344)]
    public void VA_2_discounted_value_of_the_first_ten_customers(double month, params double[] expected) => Assert.All(expected, (clv, i) =>
    {
        RepeatPurchases customer = Cdnow.Customer(i + 1);
        double found = Spend.Model.ExpectedSpend(customer)!.Value * ValueForecast.DiscountedExpectedPurchases(Bg.Model, customer, 12 * month, month, 0.01);
        Assert.Equal(clv, found, 1e-3 * clv);
    });

    [Fact]
    public void VA_2_the_unit_of_time_scales_alpha_and_beta_alone()
    {
        ModelFit<ParetoNbdModel> days = ModelFitting.ParetoNbd(PurchaseSample.Of(Cdnow.Table, TimeUnit.Day));
        Near([Pareto.Model.R, 7 * Pareto.Model.Alpha, Pareto.Model.S, 7 * Pareto.Model.Beta], days.Parameters, 1e-6);
        Assert.Equal(Pareto.LogLikelihood - (2457 * Math.Log(7)), days.LogLikelihood, 1e-5);
    }

    [Fact]
    public void VA_2_the_order_of_customers_makes_no_difference_in_the_last_bit()
    {
        RepeatPurchases[] all = [.. Cdnow.All()];
        Array.Reverse(all);
        Assert.Equal(Bg, ModelFitting.BgNbd(PurchaseSample.Of(all)));
    }

    [Fact]
    public void VA_2_too_few_repeat_purchases_are_refused_with_the_reason()
    {
        PurchaseSample sample = PurchaseSample.Of(Cdnow.All().Where(static c => c.Frequency == 0).Concat(Cdnow.All().Where(static c => c.Frequency > 0).Take(9)));
        CrmException refused = Assert.Throws<CrmException>(() => ModelFitting.BgNbd(sample));
        Assert.Equal(ValueErrorCodes.CannotFit, refused.Code);
        Assert.Contains("9 of 1420", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void VA_2_customers_who_never_stop_are_warned_of()
    {
        // Everybody buys to the end: nothing tells when customers become inactive.
        PurchaseSample loyal = PurchaseSample.Of(Enumerable.Range(0, 500).Select(static i => new RepeatPurchases(5 + (i % 17), 50 - (i % 3), 50)));
        Assert.Contains(FitWarnings.LittleChurn, ModelFitting.ParetoNbd(loyal).Warnings.Select(static w => w.Code));
        ModelFit<BgNbdModel> bg = ModelFitting.BgNbd(loyal);
        Assert.Contains(FitWarnings.FlatDropout, bg.Warnings.Select(static w => w.Code));
        Assert.Contains(FitWarnings.LittleChurn, bg.Warnings.Select(static w => w.Code));
    }

    [Fact]
    public void VA_2_spend_that_depends_on_frequency_is_warned_of()
    {
        SpendSample sample = SpendSample.Of(Enumerable.Range(0, 300).Select(static i => new RepeatPurchases(1 + (i % 10), 5, 10, 10 + (5.0 * (i % 10)) + (i % 7))));
        Assert.Contains(FitWarnings.SpendDependsOnFrequency, ModelFitting.GammaGamma(sample).Warnings.Select(static w => w.Code));
    }

    [Fact]
    public void VA_2_few_repeaters_are_warned_of() => Assert.Contains(
        FitWarnings.FewCustomers, ModelFitting.BgNbd(PurchaseSample.Of(Cdnow.All().Take(120))).Warnings.Select(static w => w.Code));

    private static void Near(double[] expected, ValueList<ModelParameter> found, double relative) =>
        Assert.All(expected, (value, i) => Assert.Equal(value, found[i].Value, relative * value));

    private static void NearErrors(double[] expected, ValueList<ModelParameter> found, double relative) =>
        Assert.All(expected, (value, i) => Assert.Equal(value, found[i].StandardError!.Value, relative * value));
}
