using System.Globalization;
using Acme.LapsingVip;
using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;
using Xunit;
using Rule = Acme.LapsingVip.LapsingVip;

namespace Crm.Sdk.Samples.Tests.LapsingVip;

public sealed class LapsingVipTests
{
    private static readonly Rule Lapsing = new(Options.Create(new LapsingVipOptions { Spend = 1_000 }));

    [Theory]
    [InlineData(120_000, 61, 20, "lapsing")]
    [InlineData(120_000, 60, 20, "steady")] // not longer than three intervals
    [InlineData(100_000, 61, 20, "lapsing")] // the threshold itself is enough
    [InlineData(99_999, 61, 20, "steady")]
    public void Who_spends_much_and_is_silent_too_long_is_lapsing(long spend, int days, double interval, string label) =>
        Assert.Equal(label, Lapsing.Classify(Row(spend, days, interval)[0], null).Label);

    [Fact]
    public void Without_a_usual_interval_there_is_no_label_but_a_reason() =>
        Assert.Equal("acme.too-few-orders", Lapsing.Classify(Row(120_000, 61, double.NaN)[0], null).NoneCode);

    [Fact]
    public void The_reasons_name_the_figures_and_their_thresholds()
    {
        var why = new Explanation();
        Lapsing.Classify(Row(120_000, 61, 20)[0], why);
        Assert.Equal(["acme.spend(1,200.00 USD, 1,000.00 USD)", "acme.silence(61, 60)"], why.Reasons.Select(reason => reason.ToString()));
    }

    [Fact]
    public void Every_code_has_a_text_in_both_languages()
    {
        var texts = new LapsingVipTexts();
        string[] codes = ["retention", .. Lapsing.Descriptor.Labels.Select(label => $"retention.{label}"), "acme.spend", "acme.silence", "acme.too-few-orders"];
        Assert.All(codes, code => Assert.All(["en", "zh"], language => Assert.NotNull(texts.Find(code, CultureInfo.GetCultureInfo(language)))));
    }

    private static FactTable Row(long spend, int days, double interval) => new(
        1,
        Currency.Usd,
        FactColumn.Of(Facts.NetSpend(Trailing.Months(12)), [spend]),
        FactColumn.Of(Facts.DaysSinceLastOrder, [days]),
        FactColumn.Of(Facts.UsualIntervalDays, [interval]));
}
