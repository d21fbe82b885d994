namespace Crm.Sdk.Lifecycle;

/// <summary>A customer's life as it follows from facts.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Steps">The changes of stage, the first first; one or more.</param>
/// <param name="Next">The change that comes next if nothing happens; null where time alone changes nothing.</param>
public sealed record LifecycleHistory(ValueList<LifecycleStep> Steps, LifecycleStep? Next);
