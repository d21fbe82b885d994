using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>How many records of a kind name the loser and are read as the survivor's from the merge on; none of them is rewritten.</summary>
/// <param name="Kind">The kind, those of plugins too.</param>
/// <param name="Count">How many.</param>
public sealed record FollowingRecords(RecordKind Kind, long Count);
