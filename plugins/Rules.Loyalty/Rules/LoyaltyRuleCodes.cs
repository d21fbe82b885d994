using Crm.Sdk.Classification;

namespace Crm.Sdk.Rules.Loyalty;

/// <summary>The codes of reasons, and the answers that give no label.</summary>
internal static class LoyaltyRuleCodes
{
    public const string Known = "crm.loyalty.known";
    public const string Index = "crm.loyalty.index";
    public const string Axes = "crm.loyalty.axes";

    public const string Decided = "crm.loyalty.tier-decided";

    public static readonly Verdict NoTier = Verdict.None("crm.loyalty.no-tier");
    public static readonly Verdict NotAssessed = Verdict.None("crm.loyalty.not-assessed");
    public static readonly Verdict NoType = Verdict.None("crm.loyalty.no-type");
    public static readonly Verdict AxisUnknown = Verdict.None("crm.loyalty.axis-unknown");
}
