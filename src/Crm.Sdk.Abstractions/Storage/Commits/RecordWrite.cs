namespace Crm.Sdk.Storage;

/// <summary>A record to add or change. It is stored as version <paramref name="ExpectedVersion"/> + 1.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The id.</param>
/// <param name="ExpectedVersion">The version it must have now; 0: it must not exist.</param>
/// <param name="Entity">The new entity.</param>
public readonly record struct RecordWrite(RecordKind Kind, RecordId Id, long ExpectedVersion, object Entity);
