using System.Collections.Concurrent;
using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Crm.Sdk.Rules.Retail;
using Microsoft.Extensions.Options;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class RetailTextTests
{
    private static readonly JsonTexts Texts = JsonTexts.Embedded(typeof(RetailTexts).Assembly);
    private static readonly ClassificationTexts ForPeople = new(new OneCatalogue());
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB"), Chinese = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void English_and_Chinese_have_the_same_codes()
    {
        Assert.Equal(["en", "zh"], Texts.Languages.Order());
        Assert.Equal(Texts.Codes("en").Order(), Texts.Codes("zh").Order());
    }

    [Fact]
    public void Every_dimension_and_label_has_a_name()
    {
        foreach (RuleDescriptor rule in RetailRules.With().Select(static rule => rule.Descriptor))
        {
            Assert.Contains(rule.Dimension, Texts.Codes("en"));
            Assert.All(rule.Labels, label => Assert.Contains($"{rule.Dimension}.{label}", Texts.Codes("en")));
        }
    }

    [Fact]
    public async Task Every_reason_that_a_rule_gives_has_a_text_that_uses_all_its_arguments()
    {
        var met = new ConcurrentDictionary<string, int>();
        foreach (Action<RetailRulesOptions> settings in (Action<RetailRulesOptions>[])[RetailRules.Small, RetailRules.SmallWithEdges])
        {
            await ClassificationLaws.ExplainedEqualsClassifiedAsync(RetailRules.Registered(settings), [], explanation =>
            {
                foreach (Reason reason in explanation.Reasons)
                {
                    met[reason.Code] = reason.Args.Count;
                }

                if (explanation.Verdict.NoneCode is { } code)
                {
                    met[code] = 0;
                }
            });
        }

        Assert.Contains("crm.retail.rfm.recency", met.Keys);
        foreach ((string code, int arguments) in met)
        {
            foreach (CultureInfo culture in (CultureInfo[])[English, Chinese])
            {
                string? text = Texts.Find(code, culture);
                Assert.True(text is not null, $"{code} has no text in {culture}.");
                Assert.All(Enumerable.Range(0, arguments), n => Assert.Contains($"{{{n}}}", text, StringComparison.Ordinal));
                Assert.DoesNotContain($"{{{arguments}}}", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_reason_reads_as_a_sentence_in_the_readers_language()
    {
        var reason = new Reason("crm.retail.spend-in-months", [Money.Of(1234.5m, Currency.Cny), 12]);
        Assert.Equal("Spent 1,234.50 CNY in the last 12 months.", ForPeople.Of(reason, English));
        Assert.Equal("最近 12 个月消费 1,234.50 CNY。", ForPeople.Of(reason, Chinese));
        Assert.Equal("高价值", ForPeople.OfLabel("value-tier", "high", Chinese));
    }

    [Fact]
    public void What_has_no_text_in_a_language_is_said_in_English_and_otherwise_by_its_code()
    {
        Assert.Equal("Value tier", ForPeople.OfDimension("value-tier", CultureInfo.GetCultureInfo("fi-FI")));
        Assert.Equal("acme.spend (7)", ForPeople.Of(new Reason("acme.spend", [7]), English));
        Assert.Equal("crm.retail.spend-in-months (7)", ForPeople.Of(new Reason("crm.retail.spend-in-months", [7]), English));
        Assert.Equal("platinum", ForPeople.OfLabel("value-tier", "platinum", Chinese));
    }

    [Theory]
    [InlineData("Rfm:TrailingMonths")]
    [InlineData("Rfm:RecencyEdges")]
    [InlineData("Rfm has edges")]
    [InlineData("ValueTier:MiddlePercent")]
    [InlineData("ValueTier:HighFrom")]
    [InlineData("Abc:B")]
    [InlineData("Activity:LostDays")]
    [InlineData("PurchasePattern:ContinuousDays")]
    [InlineData("Distance:LoyalWithinDays")]
    public void Settings_out_of_range_are_refused_by_name(string setting)
    {
        var options = new RetailRulesOptions();
        Assert.True(new RetailRulesOptionsValidator().Validate(null, options).Succeeded);
        options.Rfm.TrailingMonths = -1;
        options.Rfm.RecencyEdges.Add(7);
        options.ValueTier.HighPercent = 60;
        options.ValueTier.MiddlePercent = 40;
        options.ValueTier.HighFrom = 100;
        options.Abc.B = 80;
        options.Activity.LostDays = 90;
        options.PurchasePattern.ContinuousDays = 1;
        options.Distance.LoyalWithinDays = 0;
        ValidateOptionsResult result = new RetailRulesOptionsValidator().Validate(null, options);
        Assert.Contains(result.Failures!, failure => failure.StartsWith(setting, StringComparison.Ordinal));
    }

    private sealed class OneCatalogue : IExtensions
    {
        public IReadOnlyList<Extension<T>> All<T>()
            where T : class => new RetailTexts() is T texts ? [new Extension<T>(texts, "retail", new PluginId(RetailRulesPlugin.Id), new RecordingGuard())] : [];
    }
}
