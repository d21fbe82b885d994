namespace Crm.Sdk.KillTarget.Models;

/// <summary>A kind with a payload; how much of it is indexed changes between releases.</summary>
public sealed record Stay(RecordId Id, string Place, long Minutes, string? Badge);
