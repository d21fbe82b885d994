using Crm.Sdk.Classification;
using Crm.Sdk.Credit;
using Crm.Sdk.Rules.Scorecard;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

/// <summary>The plugin's rule on a scorecard of two facts (CR-8).</summary>
public sealed class ScorecardRuleTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly Scorecard Card = new(
        "trade",
        version: 3,
        new ScorecardScaling(500, 1, 100),
        0,
        [
            new ScorecardCharacteristic("silence", 1, [new ScorecardBin { Below = 60, Good = 80, Bad = 20, Weight = -Math.Log(2) }, new ScorecardBin { From = 60, Good = 20, Bad = 80, Weight = Math.Log(2) }]),
            new ScorecardCharacteristic("region", 1, [new ScorecardBin { Texts = ["East"], Good = 50, Bad = 25, Weight = -Math.Log(2) }]),
        ]);

    private readonly TempFolder _folder = new();
    private ScorecardRuleOptions _options = new();

    public async Task InitializeAsync()
    {
        _options = new ScorecardRuleOptions { File = _folder.PathOf("card.json"), Facts = { ["silence"] = new ScorecardFactOptions { Fact = "daysSinceLastOrder" } } };
        await File.WriteAllBytesAsync(_options.File, ScorecardFile.Write(Card));
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public void CR_8_Points_of_facts_add_up_and_give_the_label_with_its_reasons()
    {
        ScorecardRule rule = Rule();
        FactTable facts = Facts([10, 100, 10], ["East", "East", "West"]);
        var why = new Explanation();

        Assert.Equal([("low-risk", 700f), ("medium-risk", 500f), ("low-risk", 600f)], Enumerable.Range(0, 3).Select(row => rule.Classify(facts[row], null)).Select(static verdict => (verdict.Label!, verdict.Score!.Value)));
        Assert.Equal(rule.Classify(facts[0], null), rule.Classify(facts[0], why));
        Assert.Equal(
            ["crm.scorecard.base(500)", "crm.scorecard.points(silence, [-∞, 60), 100)", "crm.scorecard.points(region, East, 100)"],
            why.Reasons.Select(static reason => reason.ToString()));
    }

    [Fact]
    public void CR_8_What_is_not_known_counts_like_the_whole_and_nothing_known_gets_no_label()
    {
        FactTable facts = Facts([FactColumnUndefined, FactColumnUndefined], ["East", null]);

        Assert.Equal(600f, Rule().Classify(facts[0], null).Score);
        Assert.Equal("crm.scorecard.nothing-known", Rule().Classify(facts[1], null).NoneCode);
    }

    [Fact]
    public void An_edge_belongs_to_the_band_that_begins_there()
    {
        _options.Bands.Add(new ScoreBandOptions { Label = "b", From = 0 });
        _options.Bands.Add(new ScoreBandOptions { Label = "a", From = 700 });

        Assert.Equal(["a", "b"], new[] { 10, 100 }.Select(days => Rule().Classify(Facts([days], ["East"])[0], null).Label));
        Assert.Equal(["a", "b"], Rule().Descriptor.Labels);
    }

    [Fact]
    public void The_version_of_the_rule_is_that_of_the_scorecard_so_that_labels_tell_by_which_they_were_made() => Assert.Equal(3, Rule().Descriptor.Version);

    [Fact]
    public void A_characteristic_of_no_known_fact_is_refused_with_the_facts_there_are()
    {
        _options.Facts.Clear();

        CrmException error = Assert.Throws<CrmException>(Rule);
        Assert.Equal(CreditErrorCodes.BadScorecard, error.Code);
        Assert.Contains("'silence' is of no known fact", error.Message, StringComparison.Ordinal);
        Assert.Contains("daysSinceLastOrder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_of_numbers_do_not_take_a_fact_of_texts()
    {
        _options.Facts["silence"] = new ScorecardFactOptions { Fact = "region" };

        Assert.Contains("has classes of numbers", Assert.Throws<CrmException>(Rule).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_checked_before_the_rule_is_made()
    {
        var options = new ScorecardRuleOptions
        {
            File = _folder.PathOf("none.json"),
            Bands = { new ScoreBandOptions { Label = "only" } },
            Facts = { ["x"] = new ScorecardFactOptions { Fact = "daysSinceLastOrder", Months = 0 }, ["y"] = new ScorecardFactOptions { Fact = "acme.visits" } },
        };

        string[] failures = [.. new ScorecardRuleOptionsValidator().Validate(null, options).Failures!];

        Assert.Contains(failures, static failure => failure.StartsWith("File: there is no file", StringComparison.Ordinal));
        Assert.Contains(failures, static failure => failure.StartsWith("Bands has one label only", StringComparison.Ordinal));
        Assert.Contains(failures, static failure => failure.StartsWith("Facts:x:Months is 0", StringComparison.Ordinal));
        Assert.Contains(failures, static failure => failure.StartsWith("Facts:y: there is no fact 'acme.visits'", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_text_exists_in_English_and_Chinese()
    {
        JsonTexts texts = JsonTexts.Embedded(typeof(ScorecardTexts).Assembly);

        Assert.Equal(texts.Codes("en").Order(), texts.Codes("zh").Order());
        Assert.All(Rule().Descriptor.Labels, label => Assert.Contains($"credit-score.{label}", texts.Codes("en")));
    }

    private static int FactColumnUndefined => FactColumn.UndefinedInt32;

    private ScorecardRule Rule() => new(Options.Create(_options));

    private static FactTable Facts(int[] days, string?[] regions) => new(
        days.Length,
        Currency.Usd,
        FactColumn.Of(Crm.Sdk.Classification.Facts.DaysSinceLastOrder, days),
        FactColumn.Of(Crm.Sdk.Classification.Facts.Region, [.. regions.Select(static region => region is null ? 0 : FactColumn.NumberOf(Category.Of(region)))]));
}
