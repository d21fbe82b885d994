using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>What is known of a customer that tells of churn. What is not known is null, never 0.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">Of whom.</param>
/// <param name="SinceFirst">Days since the first purchase, 0 or more.</param>
/// <param name="SinceLast">Days since the last purchase, 0 or more.</param>
/// <param name="Rhythm">The usual interval, and whose it is.</param>
public sealed record ChurnFacts(CustomerId Customer, int SinceFirst, int SinceLast, PurchaseRhythm Rhythm)
{
    /// <summary>The label of the customer's group; null where it has none.</summary>
    public string? Group { get; init; }

    /// <summary>The probability of being alive, 0 to 1.</summary>
    public double? ProbabilityAlive { get; init; }

    /// <summary>The spend of the last days, net of returns.</summary>
    public Money? Spend { get; init; }

    /// <summary>The spend of as many days before; known only of customers who were there at their beginning.</summary>
    public Money? SpendBefore { get; init; }

    /// <summary>On how many of the last days there was a complaint; known only of customers of whom there are contacts.</summary>
    public int? Complaints { get; init; }

    /// <summary>The satisfaction, 0 to 1: the mean of the answers of the last day on which there were any.</summary>
    public double? Satisfaction { get; init; }

    /// <summary>That day.</summary>
    public LocalDate? SatisfactionOn { get; init; }
}
