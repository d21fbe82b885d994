namespace Crm.Sdk.Storage;

/// <summary>A claimed key that another record holds.</summary>
/// <param name="Key">The key.</param>
/// <param name="Holder">The record that holds it; where two claims of one batch clash, the earlier claimant.</param>
public readonly record struct KeyClash(UniqueKey Key, RecordId Holder);
