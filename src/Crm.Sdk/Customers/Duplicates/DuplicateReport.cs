namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What a search did.</summary>
/// <param name="Customers">How many customers there were.</param>
/// <param name="Compared">How many pairs were compared.</param>
/// <param name="Pairs">How many of them reached the threshold.</param>
/// <param name="LargeBlocks">The largest blocks that were too large to compare in full, at most <see cref="MaxLargeBlocks"/>.</param>
/// <param name="LargeBlockCount">How many such blocks there were in all.</param>
public sealed record DuplicateReport(long Customers, long Compared, long Pairs, ValueList<LargeBlock> LargeBlocks, long LargeBlockCount)
{
    /// <summary>The most large blocks that a report names.</summary>
    public const int MaxLargeBlocks = 20;
}
