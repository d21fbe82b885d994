using Crm.Sdk.Customers.Duplicates;

namespace Crm.Sdk.Customers;

/// <summary>What an upkeep did, or would do (DQ-5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Customers">How many customers were looked at.</param>
/// <param name="Standardised">Of how many a value was brought to its kept form.</param>
/// <param name="Irregular">How many values no rule could bring to a kept form; they stay as they are.</param>
/// <param name="IrregularSamples">The first of them, at most 100.</param>
/// <param name="Archived">How many archives were put away.</param>
/// <param name="Verification">The plan of verifications; null where none was asked for.</param>
public sealed record UpkeepReport(
    bool DryRun, long Customers, long Standardised, long Irregular, ValueList<IrregularValue> IrregularSamples, long Archived, CollectionReport? Verification)
{
    /// <summary>What the recycle bin's rule removed; null where there was none.</summary>
    public PurgeReport? Purge { get; init; }

    /// <summary>How many pairs are probably one customer, and how many were compared; null where that was not asked for or no plugin has a match rule.</summary>
    public DuplicateReport? Duplicates { get; init; }
}
