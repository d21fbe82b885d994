using Crm.Sdk.Classification;

namespace Crm.Sdk.Loyalty;

/// <summary>How loyal a customer is, and why (LO-4, LO-5).</summary>
/// <remarks>What too little is known of is null, never 0. Immutable and thread-safe.</remarks>
public sealed record LoyaltyAssessment
{
    /// <summary>What it was made of.</summary>
    public required LoyaltyInput Input { get; init; }

    /// <summary>What is known of each indicator, in the order of their codes.</summary>
    public required ValueList<LoyaltyValue> Values { get; init; }

    /// <summary>The dimensions, in the policy's order.</summary>
    public required ValueList<LoyaltyScore> Dimensions { get; init; }

    /// <summary>The axis of attitude.</summary>
    public required LoyaltyScore Attitude { get; init; }

    /// <summary>The axis of behaviour.</summary>
    public required LoyaltyScore Behaviour { get; init; }

    /// <summary>The index, 0 to 100; null where less than the policy asks for is known.</summary>
    public required double? Index { get; init; }

    /// <summary>The share of the index's weight that is known, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The type, of <see cref="LoyaltyTypes"/> or another one; null where no rule holds.</summary>
    public required string? Type { get; init; }

    /// <summary>Why it is this type, or none.</summary>
    public required ValueList<Reason> TypeReasons { get; init; }

    /// <summary>The cell of the matrix, of <see cref="LoyaltyCells"/>; null where an axis is not known.</summary>
    public required string? Cell { get; init; }

    /// <summary>Why it is this cell, or none.</summary>
    public required ValueList<Reason> CellReasons { get; init; }

    /// <summary>The indicators of the index that are not known, in the policy's order.</summary>
    public required ValueList<LoyaltyMissing> Missing { get; init; }
}
