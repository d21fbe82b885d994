using Crm.Sdk.Conformance.Xunit;
using Crm.Sdk.Loyalty;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class BasketRuleLaws : EarningRuleConformance<BasketRuleFixture>;

public sealed class BasketRuleFixture : IEarningRuleFixture
{
    public Func<IEarningRule> Make { get; init; } = static () => new BasketRule();

    public IReadOnlyList<EarningCase> Samples { get; } = [BasketRule.Case(3), BasketRule.Case(1), BasketRule.Case(5)];

    public EarningRule Rule { get; } = new() { Code = "baskets", Type = EarningType.Plugin, Plugin = "acme.baskets" };

    public IEarningRule Create() => Make();
}

/// <summary>The kit's own proof for earning rules: each law is broken by a rule that is wrong in just what the law is about.</summary>
public sealed class PlantedEarningRuleFaultTests
{
    private static readonly Dictionary<string, (string Law, Func<IEarningRule> Make)> Faults = new(StringComparer.Ordinal)
    {
        ["has another code"] = ("the-code-stays", static () => new BasketRule { Code = $"acme.{Guid.CreateVersion7()}" }),
        ["gives 0 points"] = ("points-or-nothing", static () => new BasketRule { Points = static (lines, _) => lines.Count - 1 }),
        ["gives nothing"] = ("points-or-nothing", static () => new BasketRule { Points = static (_, _) => null }),
        ["guesses"] = ("the-same-document-earns-the-same", static () => new BasketRule { Points = static (_, _) => Random.Shared.Next(1, 1_000_000) }),
        ["counts the batch"] = ("batches-do-not-matter", static () => new BasketRule { Points = static (_, request) => request.Cases.Count }),
        ["fails when it is stopped"] = ("a-call-that-was-stopped-ends", static () => new BasketRule { Stopped = static () => throw new InvalidOperationException("stopped") }),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault) =>
        Assert.Equal(LawOutcome.Broken, (await EarningRuleLaws.Named(Faults[fault].Law).RunAsync(new BasketRuleFixture { Make = Faults[fault].Make }, 7, 100, default)).Outcome);

    [Fact]
    public void Every_law_has_a_fault_that_breaks_it() => Assert.Equal(EarningRuleLaws.All.Select(static law => law.Name).Order(), Faults.Values.Select(static fault => fault.Law).Distinct().Order());
}
