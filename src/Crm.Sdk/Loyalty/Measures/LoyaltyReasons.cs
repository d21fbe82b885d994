namespace Crm.Sdk.Loyalty;

/// <summary>The codes of the reasons of assessments of loyalty. Values stand in them in per cent, with which an edge is told from what lies a hair below.</summary>
internal static class LoyaltyReasons
{
    public const string AtLeast = "loyalty.is.at-least";
    public const string AtMost = "loyalty.is.at-most";
    public const string Kept = "loyalty.is.kept";
    public const string NoType = "loyalty.type.none";
    public const string Undecided = "loyalty.type.undecided";
    public const string High = "loyalty.axis.high";
    public const string KeptHigh = "loyalty.axis.kept-high";
    public const string Low = "loyalty.axis.low";
    public const string Unknown = "loyalty.axis.unknown";
    public const string Nothing = "loyalty.missing.nothing";
    public const string Stale = "loyalty.missing.stale";

    /// <summary>What a code of an indicator or a score is found by among the texts.</summary>
    public static string Titled(string code) => LoyaltyScores.List.Find(code) is not null ? $"{LoyaltyScores.List.Name}.{code}" : $"{LoyaltyIndicators.List.Name}.{code}";
}
