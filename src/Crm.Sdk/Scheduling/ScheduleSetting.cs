namespace Crm.Sdk.Scheduling;

/// <summary>A setting of a schedule for its job.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">The name, one of <see cref="IScheduledJob.Settings"/>.</param>
/// <param name="Value">The value.</param>
public sealed record ScheduleSetting(string Name, string Value);
