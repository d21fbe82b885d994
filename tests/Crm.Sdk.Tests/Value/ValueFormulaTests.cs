using Crm.Sdk.Value;
using Xunit;

namespace Crm.Sdk.Tests.Value;

/// <summary>
/// The formulas at given parameters, so that no optimiser is involved. BTYD: the R package BTYD 2.4.3, its manual and walkthrough; lifetimes: the Python package lifetimes 0.11.3, tests and
/// Quickstart; CLVTools: the R package CLVTools 0.12.1, tests; FH13: Fader and Hardie (2013), note 025.
/// </summary>
public sealed class ValueFormulaTests
{
    private static readonly BgNbdModel Published = new(0.243, 4.414, 0.793, 2.426);
    private static readonly ParetoNbdModel Walkthrough = new(0.5534, 10.5802, 0.6061, 11.6562);
    private static readonly ParetoNbdModel Manual = new(0.55, 10.56, 0.61, 11.64);
    private static readonly GammaGammaModel Spend = new(6.25, 3.74, 15.44);

    [Theory] // FHL05a, evaluated with scipy
    [InlineData(0.243, 4.414, 0.793, 2.426, -9582.430478)]
    [InlineData(1, 1, 1, 1, -13887.712625)]
    public void VA_2_log_likelihood_of_BgNbd_at_fixed_parameters(double r, double alpha, double a, double b, double expected) =>
        Assert.Equal(expected, Cdnow.All().Sum(new BgNbdModel(r, alpha, a, b).LogLikelihood), 1e-6);

    [Theory] // FHL05a, evaluated with scipy
    [InlineData(0.553, 10.578, 0.606, 11.669, -9594.976259)]
    [InlineData(1, 1, 1, 1, -12032.187263)]
    public void VA_2_log_likelihood_of_ParetoNbd_at_fixed_parameters(double r, double alpha, double s, double beta, double expected) =>
        Assert.Equal(expected, Cdnow.All().Sum(new ParetoNbdModel(r, alpha, s, beta).LogLikelihood), 1e-6);

    [Fact] // FH13, evaluated with scipy
    public void VA_2_log_likelihood_of_GammaGamma_at_fixed_parameters() =>
        Assert.Equal(-4055.919232, Cdnow.All().Where(static c => c.Frequency > 0).Sum(static c => Spend.LogLikelihood(c.Frequency, c.MeanSpend!.Value)), 1e-6);

    [Theory] // lifetimes, from the authors' spreadsheet, at the fitted parameters
    [InlineData(0.1429, 0.0078)]
    [InlineData(1, 0.0532)]
    [InlineData(3, 0.1506)]
    [InlineData(31.8571, 1.0405)]
    [InlineData(32, 1.0437)]
    [InlineData(78, 1.8576)]
    public void VA_2_expected_purchases_of_a_new_customer_BgNbd(double time, double expected) => Assert.Equal(expected, Published.ExpectedPurchases(time), 5e-3);

    [Theory] // BTYD at the rounded parameters
    [InlineData(1, 0.05326789)]
    [InlineData(78, 1.86051906)]
    public void VA_2_expected_purchases_of_a_new_customer_BgNbd_at_rounded_parameters(double time, double expected) => Assert.Equal(expected, Published.ExpectedPurchases(time), 1e-7);

    [Theory]
    [InlineData(2, 30.43, 38.86, 39, 1.226028, 1e-4)] // lifetimes, spreadsheet
    [InlineData(10, 35, 39, 2, 0.3915692071, 1e-8)] // BTYD manual
    public void VA_2_conditional_expectation_BgNbd(int x, double tx, double t, double time, double expected, double tolerance) =>
        Assert.Equal(expected, Published.ExpectedPurchases(new RepeatPurchases(x, tx, t), time), tolerance);

    [Theory] // BTYD manual
    [InlineData(23, 39, 0.9685554542)]
    [InlineData(5, 30, 0.7056268472)]
    [InlineData(10, 30, 0.5715517342)]
    [InlineData(15, 30, 0.3750918929)]
    [InlineData(20, 30, 0.1968204445)]
    [InlineData(0, 0, 1)]
    public void VA_2_probability_alive_BgNbd(int x, double tx, double expected) => Assert.Equal(expected, Published.ProbabilityAlive(new RepeatPurchases(x, tx, 39)), 1e-8);

    [Theory] // lifetimes, from BTYD
    [InlineData(39, 0, 0.5737864, 1e-6)]
    [InlineData(2, 10, 1.07869e-07, 1e-11)]
    [InlineData(30, 11, 0.0019995214, 1e-8)]
    [InlineData(30, 12, 0.0015170236, 1e-8)]
    [InlineData(30, 13, 0.0011633150, 1e-8)]
    [InlineData(30, 14, 0.0009003148, 1e-8)]
    [InlineData(30, 15, 0.0007023638, 1e-8)]
    public void VA_2_probability_of_a_number_of_purchases_BgNbd(double time, int x, double expected, double tolerance) => Assert.Equal(expected, Published.Probability(x, time), tolerance);

    [Fact]
    public void VA_2_probabilities_of_numbers_of_purchases_sum_to_one() => Assert.Equal(1, Enumerable.Range(0, 4000).Sum(x => new BgNbdModel(2, 4, 0.8, 2.4).Probability(x, 30)), 1e-10);

    [Theory]
    [InlineData(26, 30.86, 31, 0.9979178, 1e-4)] // lifetimes, BTYD
    [InlineData(26, 30.857, 31, 0.997874, 1e-5)] // BTYD
    public void VA_2_probability_alive_ParetoNbd(int x, double tx, double t, double expected, double tolerance) =>
        Assert.Equal(expected, Walkthrough.ProbabilityAlive(new RepeatPurchases(x, tx, t)), tolerance);

    [Fact] // BTYD manual
    public void VA_2_examples_of_the_manual_ParetoNbd()
    {
        Assert.Equal(0.3884117232, Manual.ExpectedPurchases(new RepeatPurchases(10, 35, 39), 2), 1e-8);
        Assert.Equal(0.2924031011, Manual.ProbabilityAlive(new RepeatPurchases(0, 0, 39)), 1e-8);
        Assert.Equal(0.0507782062, Manual.ExpectedPurchases(1), 1e-8);
        Assert.Equal(0.0991608842, Manual.ExpectedPurchases(2), 1e-8);
    }

    [Fact] // BTYD manual, both hypergeometric routines
    public void VA_2_discounted_expected_residual_transactions_ParetoNbd()
    {
        var model = new ParetoNbdModel(0.5629966, 12.5590370, 0.4081095, 10.5148048);
        var customer = new RepeatPurchases(7, 35, 77.86);
        Assert.Equal(1.864183, model.DiscountedExpectedResidualTransactions(customer, 0.0027), 1e-6);
        Assert.Equal(model.DiscountedExpectedResidualTransactions(customer, 0.0027), ValueForecast.DiscountedExpectedPurchases(model, customer, 0.0027), 1e-8); // section 3: needs no reference
        Assert.Equal(0.0027, TimeUnit.Week.ContinuousDiscount(0.15), 3e-5);
    }

    [Theory] // CLVTools
    [InlineData(221, 103.42857, 103.57143)]
    [InlineData(254, 97.14286, 97.28571)]
    [InlineData(161, 94.71429, 98)]
    [InlineData(204, 98.57143, 99.42857)]
    public void VA_2_probability_alive_is_stable_for_frequent_buyers(int x, double tx, double t) =>
        Assert.InRange(new ParetoNbdModel(0.5143, 2.8845, 0.2856, 14.1087).ProbabilityAlive(new RepeatPurchases(x, tx, t)), 0, 1);

    [Theory] // lifetimes
    [InlineData(400, 5, 6)]
    [InlineData(500, 1, 37)]
    [InlineData(500, 4, 37)]
    public void VA_2_log_likelihood_is_finite_for_frequent_buyers(int x, double tx, double t) =>
        Assert.True(double.IsFinite(new ParetoNbdModel(10.465, 0.00798565181, 3.0516, 2.820).LogLikelihood(new RepeatPurchases(x, tx, t))));

    [Theory] // lifetimes
    [InlineData(132, 6.20605)]
    [InlineData(133, 6.25287)]
    public void VA_2_conditional_expectation_is_continuous_where_others_change_their_method(int x, double expected) =>
        Assert.Equal(expected, new ParetoNbdModel(0.55, 10.58, 0.61, 11.67).ExpectedPurchases(new RepeatPurchases(x, 200, 200), 10), 1e-4);

    [Fact] // FH13 spreadsheet through lifetimes; customers 1 to 10
    public void VA_2_expected_spend_of_the_first_ten_customers()
    {
        double[] expected = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
        Assert.All(expected, (spend, i) => Assert.Equal(spend, Spend.ExpectedSpend(Cdnow.Customer(i + 1))!.Value, 0.1));
    }

    [Fact]
    public void VA_2_expected_spend()
    {
        Assert.Equal(35.02791996, Spend.ExpectedSpend(3, 35)!.Value, 1e-7); // BTYD
        Assert.Equal(35.2189781, Spend.ExpectedSpend(0, 0)!.Value, 1e-6); // BTYD
        Assert.Equal(35.2189781, Spend.MeanSpend!.Value, 1e-6);
        Assert.Null(new GammaGammaModel(6, 0.9, 15).ExpectedSpend(0, 0)); // undefined is not zero
    }

    [Fact]
    public void VA_2_discount_and_parameters_out_of_range_are_refused()
    {
        Assert.Equal(ValueErrorCodes.BadParameter, Assert.Throws<CrmException>(static () => new BgNbdModel(1, 0, 1, 1)).Code);
        Assert.Equal(ValueErrorCodes.BadHorizon, Assert.Throws<CrmException>(static () => Manual.DiscountedExpectedResidualTransactions(new RepeatPurchases(0, 0, 1), 0)).Code);
        Assert.Equal(ValueErrorCodes.BadPurchases, Assert.Throws<CrmException>(static () => Manual.ProbabilityAlive(new RepeatPurchases(2, 5, 4))).Code);
    }
}
