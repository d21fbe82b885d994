namespace Crm.Sdk.KillTarget.Models;

/// <summary>A kind that only the later release has.</summary>
public sealed record Note(RecordId Id, string Text);
