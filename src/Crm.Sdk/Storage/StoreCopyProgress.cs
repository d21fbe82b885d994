namespace Crm.Sdk.Storage;

/// <summary>How far a copy of a store is.</summary>
/// <param name="Tenant">The tenant at work.</param>
/// <param name="Kind">The kind at work.</param>
/// <param name="Records">The records dealt with so far; while both stores are compared it stands still.</param>
public readonly record struct StoreCopyProgress(TenantId Tenant, RecordKind Kind, long Records);
