namespace Crm.Sdk.KillTarget.Models;

/// <summary>A kind of columns only, which gains one.</summary>
public sealed record Parcel(RecordId Id, long Grams, string? Route);
