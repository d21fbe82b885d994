namespace Crm.Sdk.Channels.Local;

/// <summary>What is read back of a line.</summary>
internal sealed record KeyLine(string? Key, string? Tenant);
