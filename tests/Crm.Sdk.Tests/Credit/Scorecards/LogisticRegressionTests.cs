using Crm.Sdk.Credit;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void CR_8_Predictions_of_a_fit_add_up_to_the_outcomes_in_every_column()
    {
        // The likelihood's equations: at its greatest value residuals are orthogonal to every column.
        var random = new Random(20_260_630);
        double[][] columns = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 400).Select(_ => random.NextDouble() - 0.5).ToArray())];
        bool[] bad = [.. Enumerable.Range(0, 400).Select(i => random.NextDouble() < 1 / (1 + Math.Exp(1 - columns[0][i])))];

        LogisticFit fit = LogisticRegression.Fit(columns, ["a", "b", "c"], bad);

        double[] residuals = [.. Enumerable.Range(0, 400).Select(i => (bad[i] ? 1 : 0) - (1 / (1 + Math.Exp(-(fit.Intercept + columns.Select((column, c) => fit.Coefficients[c] * column[i]).Sum())))))];
        Assert.Equal(0, residuals.Sum(), 1e-8);
        Assert.All(columns, column => Assert.Equal(0, column.Zip(residuals, static (x, r) => x * r).Sum(), 1e-8));
    }

    [Fact]
    public void A_characteristic_that_tells_everything_is_refused_as_a_leak() => Refused(
        "without a mistake", static () => LogisticRegression.Fit([[0, 0, 0, 1, 1, 1]], ["leak"], [false, false, false, true, true, true]));

    [Fact]
    public void Characteristics_that_follow_from_each_other_are_refused() => Refused(
        "some follow from others", static () => LogisticRegression.Fit([[0, 1, 0, 1, 2, 2], [0, 2, 0, 2, 4, 4]], ["a", "twice-a"], [false, false, true, true, false, true]));

    private static void Refused(string says, Func<LogisticFit> fit)
    {
        CrmException error = Assert.Throws<CrmException>(() => fit());
        Assert.Equal(CreditErrorCodes.BadSample, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
