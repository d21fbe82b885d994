using Crm.Sdk.Classification;

namespace Crm.Sdk.Lifecycle;

/// <summary>A change of stage with the reasons for which its guard was met.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Change">The change.</param>
/// <param name="Reasons">One for each condition of the guard.</param>
public sealed record LifecycleStep(StageChange Change, ValueList<Reason> Reasons);
