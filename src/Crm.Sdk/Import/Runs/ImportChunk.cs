namespace Crm.Sdk.Import;

/// <summary>The records that one commit is to take.</summary>
/// <param name="Drafts">The drafts, each of another key.</param>
/// <param name="Rejected">The rows that were refused on the way.</param>
/// <param name="Cursor">How many records of the source are dealt with behind this chunk.</param>
/// <param name="Read">How many rows those were.</param>
/// <param name="IsLast">Whether the source ends with it.</param>
internal sealed record ImportChunk(IReadOnlyList<Draft> Drafts, IReadOnlyList<RejectedRow> Rejected, long Cursor, long Read, bool IsLast);
