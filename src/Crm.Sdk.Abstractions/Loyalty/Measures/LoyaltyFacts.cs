using Crm.Sdk.Classification;

namespace Crm.Sdk.Loyalty;

/// <summary>The facts that rules and segments can ask of loyalty measured: those of the customer's last assessment up to the instant (LO-4, LO-5).</summary>
/// <remarks>Undefined where a customer was not assessed, or where too little was known. Thread-safe.</remarks>
public static class LoyaltyFacts
{
    /// <summary>The loyalty index, 0 to 100.</summary>
    public static Fact<double> Index { get; } = Fact.Custom<double>("crm.loyalty-index", Motion.WindowEdge);

    /// <summary>The share of the index's weight that is known, 0 to 1.</summary>
    public static Fact<double> Confidence { get; } = Fact.Custom<double>("crm.loyalty-confidence", Motion.WindowEdge);

    /// <summary>The attitude, 0 to 1.</summary>
    public static Fact<double> Attitude { get; } = Fact.Custom<double>("crm.loyalty-attitude", Motion.WindowEdge);

    /// <summary>Repeat buying, 0 to 1.</summary>
    public static Fact<double> Behaviour { get; } = Fact.Custom<double>("crm.loyalty-behaviour", Motion.WindowEdge);

    /// <summary>The type of loyalty, of <see cref="LoyaltyTypes"/> or another one.</summary>
    public static Fact<Category> Type { get; } = Fact.Custom<Category>("crm.loyalty-type", Motion.WindowEdge);

    /// <summary>The cell of the matrix, of <see cref="LoyaltyCells"/>.</summary>
    public static Fact<Category> Cell { get; } = Fact.Custom<Category>("crm.loyalty-cell", Motion.WindowEdge);

    /// <summary>All of them.</summary>
    public static ValueList<Fact> All { get; } = [Index, Confidence, Attitude, Behaviour, Type, Cell];
}
