namespace Crm.Sdk.Loyalty;

/// <summary>What a type asks of an indicator or a score. Where that is not known, the condition does not hold.</summary>
/// <remarks>The edge belongs to the condition. Immutable and thread-safe.</remarks>
public sealed record LoyaltyCondition
{
    private LoyaltyCondition(string of, bool isAtLeast, double edge) => (Of, IsAtLeast, Edge) = (of, isAtLeast, edge);

    /// <summary>The code of an indicator, or of a score (<see cref="LoyaltyScores"/>).</summary>
    public string Of { get; }

    /// <summary>Whether as much as the edge or more is asked for; else as much or less.</summary>
    public bool IsAtLeast { get; }

    /// <summary>From 0 to 1.</summary>
    public double Edge { get; }

    /// <summary>As much as an edge, or more.</summary>
    /// <param name="of">The code of an indicator or a score.</param>
    /// <param name="edge">From 0 to 1.</param>
    public static LoyaltyCondition AtLeast(string of, double edge) => new(of, isAtLeast: true, edge);

    /// <summary>As much as an edge, or less.</summary>
    /// <param name="of">The code of an indicator or a score.</param>
    /// <param name="edge">From 0 to 1.</param>
    public static LoyaltyCondition AtMost(string of, double edge) => new(of, isAtLeast: false, edge);

    /// <summary>Whether it holds.</summary>
    /// <param name="value">The value, or null where it is not known.</param>
    /// <param name="band">By how much the edge is eased, 0 or more.</param>
    public bool Holds(double? value, double band) => value is { } known && (IsAtLeast ? known >= Edge - band : known <= Edge + band);
}
