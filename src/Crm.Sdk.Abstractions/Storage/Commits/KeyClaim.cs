namespace Crm.Sdk.Storage;

/// <summary>A unique key and the record that takes it or gives it up.</summary>
/// <param name="Key">The key.</param>
/// <param name="Holder">The record.</param>
public readonly record struct KeyClaim(UniqueKey Key, RecordId Holder);
