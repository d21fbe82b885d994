namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What ending a merge did.</summary>
/// <param name="Merge">The merge.</param>
/// <param name="Kept">The survivor's fields that keep what they hold, because somebody changed them since the merge or their former value can no longer be read.</param>
public sealed record UnmergeReport(CustomerMerge Merge, ValueList<string> Kept);
