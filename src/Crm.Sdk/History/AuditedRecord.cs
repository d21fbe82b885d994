namespace Crm.Sdk.History;

/// <summary>A record that a commit wrote, as the audit names it.</summary>
/// <param name="Kind">The record's kind.</param>
/// <param name="Id">The record's id.</param>
/// <param name="Version">The version written; 0 where it was removed.</param>
public sealed record AuditedRecord(string Kind, Guid Id, long Version);
