namespace Crm.Sdk.Plugins;

/// <summary>How long a plugin's calls may take, in milliseconds, as its author knows it. A host cuts values above its own limits.</summary>
/// <param name="StartMs">Constructor, registration and start of its services, together; null for the host's default.</param>
/// <param name="CallMs">One guarded call; null for the host's default.</param>
/// <param name="StopMs">Stop and disposal; null for the host's default.</param>
public sealed record PluginDeadlines(int? StartMs = null, int? CallMs = null, int? StopMs = null);
