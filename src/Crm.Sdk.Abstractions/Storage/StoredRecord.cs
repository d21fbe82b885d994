namespace Crm.Sdk.Storage;

/// <summary>A record as a store keeps it: the entity, and beside it the version, which the entity itself does not carry.</summary>
/// <param name="Kind">The record's kind.</param>
/// <param name="Id">The record's id.</param>
/// <param name="Version">1 when it was added, one more with each change. The core sets it: expected + 1.</param>
/// <param name="Entity">The immutable entity, of the kind's CLR type.</param>
public sealed record StoredRecord(RecordKind Kind, RecordId Id, long Version, object Entity);
