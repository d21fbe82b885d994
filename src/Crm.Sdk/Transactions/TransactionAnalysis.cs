using NodaTime;

namespace Crm.Sdk.Transactions;

/// <summary>The transactions of a tenant up to an instant: of what they are composed, how often customers buy, and what their baskets hold (TX-3, G31).</summary>
/// <remarks>
/// Amounts are exact and in the reporting currency: each line is converted at its day's rate and rounded once, and every other amount is a sum of such lines, so all compositions add up to the same revenue.
/// Cancelled orders count for nothing; returns take off revenue and are no orders. Immutable and thread-safe.
/// </remarks>
public sealed record TransactionAnalysis
{
    /// <summary>The instant that the answer is for.</summary>
    public required AsOf AsOf { get; init; }

    /// <summary>The first local day that counts; null for all.</summary>
    public LocalDate? From { get; init; }

    /// <summary>How many customers bought.</summary>
    public required long Customers { get; init; }

    /// <summary>How many sales there are.</summary>
    public required long Orders { get; init; }

    /// <summary>Net sales less returns.</summary>
    public required Money Revenue { get; init; }

    /// <summary>What of it came back, 0 or more.</summary>
    public required Money Returned { get; init; }

    /// <summary>Orders and returns without a rate to the reporting currency: they count, with the amount 0.</summary>
    public required long AmountsUnknown { get; init; }

    /// <summary>The compositions, one of each dimension, in their order.</summary>
    public required ValueList<TransactionComposition> Compositions { get; init; }

    /// <summary>How often customers buy.</summary>
    public required PurchaseFrequency Frequency { get; init; }

    /// <summary>What orders hold.</summary>
    public required BasketProfile Basket { get; init; }

    /// <summary>The parts of a dimension.</summary>
    public ValueList<TransactionPart> By(TransactionDimension dimension) => Compositions.First(composition => composition.Dimension == dimension).Parts;
}
