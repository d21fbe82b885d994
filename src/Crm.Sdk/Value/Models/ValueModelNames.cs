namespace Crm.Sdk.Value;

/// <summary>The names of the built-in value models.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ValueModelNames
{
    /// <summary>Purchases: beta-geometric / negative binomial.</summary>
    public const string BgNbd = "bg-nbd";

    /// <summary>Purchases: Pareto / negative binomial.</summary>
    public const string ParetoNbd = "pareto-nbd";

    /// <summary>Spend a purchase: gamma-gamma.</summary>
    public const string GammaGamma = "gamma-gamma";

    /// <summary>The models of purchases.</summary>
    public static ValueList<string> OfPurchases { get; } = [BgNbd, ParetoNbd];

    /// <summary>All of them.</summary>
    public static ValueList<string> All { get; } = [BgNbd, ParetoNbd, GammaGamma];
}
