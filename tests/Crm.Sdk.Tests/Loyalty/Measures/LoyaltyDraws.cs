using Crm.Sdk.Loyalty;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Random customers for the laws of LO-4 and LO-5: any mix of findings on all indicators, of any age and source.</summary>
internal static class LoyaltyDraws
{
    public static readonly LocalDate Day = new(2026, 6, 30);

    public static LoyaltyPolicy Policy { get; } = LoyaltyPolicies.Standard;

    public static Gen<string> Indicator { get; } = Gen.Elements<string>([.. LoyaltyIndicators.List.Members.Select(static member => member.Code), "acme.tone"]);

    public static Gen<LoyaltyFinding> Finding { get; } =
        from indicator in Indicator
        from thousandths in Gen.Frequency((6, Gen.Choose(0, 1_000)), (1, Gen.Elements(0, 500, 600, 1_000)))
        from age in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(0, 900)))
        from source in Gen.Elements(LoyaltySources.Behaviour, LoyaltySources.Survey, "acme.club")
        from records in Gen.Choose(1, 50)
        select new LoyaltyFinding(indicator, thousandths / 1_000.0, Day.PlusDays(-age), source, records);

    public static Gen<LoyaltyStanding?> Before { get; } = Gen.OneOf(
        Gen.Constant<LoyaltyStanding?>(null),
        from type in Gen.Elements<string?>([null, .. LoyaltyTypes.List.Members.Select(static member => member.Code)])
        from cell in Gen.Elements<string?>([null, .. LoyaltyCells.List.Members.Select(static member => member.Code)])
        select (LoyaltyStanding?)new LoyaltyStanding(type, cell));

    public static Gen<LoyaltyInput> Input { get; } =
        from findings in Gen.Choose(0, 40).SelectMany(static count => Finding.ArrayOf(count))
        from before in Before
        select new LoyaltyInput(Day, findings.ToValueList(), default, before);

    public static LoyaltyAssessment Assess(LoyaltyInput input) => new LoyaltyAssessor(Policy).Assess(input);

    public static LoyaltyInput With(this LoyaltyInput input, params LoyaltyFinding[] more) => input with { Findings = input.Findings.Concat(more).ToValueList() };
}
