namespace Crm.Sdk.Storage;

/// <summary>One page of a query, read from one snapshot. Between pages only this is promised: no record twice and no unchanged record lost.</summary>
/// <param name="Records">The records in the query's order.</param>
/// <param name="Next">Where the next page starts, or null where this was the last.</param>
public sealed record RecordPage(IReadOnlyList<StoredRecord> Records, PageCursor? Next);
