using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>A record that taking an import back left as it is, or not wholly taken back, and why.</summary>
/// <param name="Record">The record.</param>
/// <param name="Key">Its external key, where it has one and is still there.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record KeptRecord(RecordRef Record, string? Key, string Reason);
