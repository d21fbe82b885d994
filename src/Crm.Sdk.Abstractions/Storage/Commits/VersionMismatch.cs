namespace Crm.Sdk.Storage;

/// <summary>A record whose version was not the expected one.</summary>
/// <param name="Record">The record.</param>
/// <param name="Expected">The expected version; 0: absent.</param>
/// <param name="Actual">The version it has; 0: it does not exist.</param>
public readonly record struct VersionMismatch(RecordRef Record, long Expected, long Actual);
