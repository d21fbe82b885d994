namespace Crm.Sdk.Plugins;

/// <summary>How a plugin does, from the calls made into it since the host started.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Calls">How many guarded calls or reported batches have ended or were abandoned.</param>
/// <param name="Failures">How many of them failed, timed out or were abandoned.</param>
/// <param name="Abandoned">How many abandoned ones still run.</param>
/// <param name="LastFailure">The last failure; null where there was none.</param>
public sealed record PluginHealth(PluginHealthStatus Status, long Calls, long Failures, int Abandoned, PluginFailure? LastFailure);
