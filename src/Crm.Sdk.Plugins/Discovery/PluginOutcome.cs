namespace Crm.Sdk.Plugins.Discovery;

/// <summary>Why a plugin is out.</summary>
internal sealed record PluginOutcome(PluginState State, string Code, string Reason);
