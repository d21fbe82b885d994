using Crm.Sdk.Classification;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Rules;

/// <summary>The kit's own proof for rules: each law is broken by a rule that is wrong in just what the law is about, and sound rules keep them all.</summary>
public sealed class PlantedRuleFaultTests
{
    private static readonly Dictionary<string, (string Law, IRuleFixture Fixture)> Faults = new(StringComparer.Ordinal);

    static PlantedRuleFaultTests()
    {
        Plant<DescribesItselfAnew>("the-descriptor-stays");
        Plant<InventsLabels>("answers-are-declared");
        Plant<ForgetsTheLastRow>("answers-are-declared");
        Plant<ReadsWhatItDoesNotDeclare>("only-declared-facts-are-read");
        Plant<TakesFactsForGranted>("missing-facts-are-answered");
        Plant<Remembers>("the-same-facts-give-the-same-answer");
        Plant<MindsBeingAskedWhy>("asking-why-changes-nothing");
        Plant<ChangesItsReasons>("asking-why-changes-nothing");
        Plant<LooksAtItsNeighbours>("the-batch-does-not-matter");
        Plant<BreaksItsPromise>("time-is-foreseen");
        Plant<AsksADayTooLate>("time-is-foreseen");
        Plant<Allocates>("answers-cost-no-memory");
    }

    public static TheoryData<string> Names => [.. Faults.Keys];

    public static TheoryData<string> Laws => [.. RuleLaws.All.Select(static law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault)
    {
        (string law, IRuleFixture fixture) = Faults[fault];

        LawResult result = await RunAsync(law, fixture);

        Assert.Equal(LawOutcome.Broken, result.Outcome);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task Sound_rules_of_both_forms_keep_every_law(string law)
    {
        Assert.Equal(LawOutcome.Held, (await RunAsync(law, new Fixture<SoundRule>())).Outcome);
        Assert.NotEqual(LawOutcome.Broken, (await RunAsync(law, new Fixture<SoundBatchRule>())).Outcome);
    }

    [Fact]
    public void Every_law_can_be_broken() => Assert.Equal(
        RuleLaws.All.Select(static law => law.Name).Order(),
        Faults.Values.Select(static fault => fault.Law).Distinct().Order());

    private static Task<LawResult> RunAsync(string law, IRuleFixture fixture) => RuleLaws.Named(law).RunAsync(fixture, seed: 1, ConformanceLaw<IRuleFixture>.DefaultSize, CancellationToken.None);

    private static void Plant<TRule>(string law)
        where TRule : IRule, new() => Faults.Add($"{typeof(TRule).Name} breaks {law}", (law, new Fixture<TRule>()));

    private sealed class Fixture<TRule> : IRuleFixture
        where TRule : IRule, new()
    {
        public IRule Create() => new TRule();
    }
}
