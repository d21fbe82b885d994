using Crm.Sdk.Segments;
using NodaTime;

namespace Crm.Sdk.Campaigns;

/// <summary>A campaign as it is planned, 营销活动: goal, segment, period, budget, variants against a control group, steps (CA-8).</summary>
/// <remarks>Immutable and thread-safe. As JSON: <see cref="CampaignJson"/>.</remarks>
public sealed record CampaignPlan
{
    /// <summary>The greatest length of a code.</summary>
    public const int MaxCodeLength = 48;

    /// <summary>The greatest number of steps.</summary>
    public const int MaxSteps = 50;

    /// <summary>The code by which it is known.</summary>
    public required string Code { get; init; }

    /// <summary>The title in English.</summary>
    public required string English { get; init; }

    /// <summary>The title in Chinese.</summary>
    public required string Chinese { get; init; }

    /// <summary>What is to be reached, in words.</summary>
    public required string Goal { get; init; }

    /// <summary>Who is enrolled; everybody where null.</summary>
    public Segment? Segment { get; init; }

    /// <summary>The first day.</summary>
    public required LocalDate Start { get; init; }

    /// <summary>The last day on which a step is taken.</summary>
    public required LocalDate End { get; init; }

    /// <summary>The zone of these days, of the IANA database.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>What messages may cost in all; never exceeded.</summary>
    public required Money Budget { get; init; }

    /// <summary>How many per cent of the audience are left alone, so that there is something to compare with: 0 to 90.</summary>
    public int ControlPercent { get; init; } = 10;

    /// <summary>The variants; at least one.</summary>
    public required ValueList<CampaignVariant> Variants { get; init; }

    /// <summary>The steps in their order; at least one.</summary>
    public required ValueList<CampaignStep> Steps { get; init; }

    /// <summary>For how many days after the enrolment an order counts for the campaign, 1 to 365; of members and of the control group alike. 30 by default.</summary>
    public int AttributionDays { get; init; } = 30;

    internal void Check()
    {
        Require.Code(Code, "campaign.code");
        Require.That(Code.Length <= MaxCodeLength, "campaign.code", $"it has {Code.Length} characters; give at most {MaxCodeLength}");
        Require.NotEmpty(English, "campaign.english");
        Require.NotEmpty(Chinese, "campaign.chinese");
        Require.NotEmpty(Goal, "campaign.goal");
        Require.InOrder(Start, End, "campaign.end");
        Require.Zone(Zone, "campaign.zone");
        Require.NotNegative(Budget, "campaign.budget");
        Require.InRange(ControlPercent, 0, 90, "campaign.control-percent");
        Require.InRange(AttributionDays, 1, 365, "campaign.attribution-days");
        Require.That(Variants.Count is >= 1 and <= 20 && Variants.Select(static variant => variant.Code).Distinct(StringComparer.Ordinal).Count() == Variants.Count, "campaign.variants", "give 1 to 20, each code once");
        Require.That(Steps.Count is >= 1 and <= MaxSteps, "campaign.steps", $"it has {Steps.Count}; give 1 to {MaxSteps}");
        foreach (CampaignVariant variant in Variants)
        {
            Require.Code(variant.Code, "campaign.variant");
            Require.InRange(variant.Weight, 1, 1_000, "campaign.variant.weight");
        }

        foreach (CampaignStep step in Steps)
        {
            Require.InRange(step.WaitDays, 0, 365, "campaign.step.wait-days");
            Require.Defined<CampaignCondition>(step.When, "campaign.step.when");
            Require.That(step.Variant is null || Variants.Any(variant => variant.Code == step.Variant), "campaign.step.variant", $"there is no variant '{step.Variant}'");
            Require.NotNegative(step.Cost, "campaign.step.cost");
            Require.That(step.Cost is null || step.Cost.Value.Currency == Budget.Currency, "campaign.step.cost", $"it is in {step.Cost?.Currency}, and the budget is in {Budget.Currency}");
        }
    }
}
