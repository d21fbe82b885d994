namespace Crm.Sdk.Storage;

/// <summary>A record to delete.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The id. It is never used again.</param>
/// <param name="ExpectedVersion">The version it must have now, 1 or more.</param>
public readonly record struct RecordDelete(RecordKind Kind, RecordId Id, long ExpectedVersion);
