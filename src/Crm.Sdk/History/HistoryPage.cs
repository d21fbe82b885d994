using Crm.Sdk.Storage;

namespace Crm.Sdk.History;

/// <summary>One page of a record's history, newest first.</summary>
/// <param name="Entries">The entries; the last of the last page is the record's addition.</param>
/// <param name="Next">Where the next page starts, or null where this was the last.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, PageCursor? Next);
