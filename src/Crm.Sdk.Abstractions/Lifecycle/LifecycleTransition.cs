namespace Crm.Sdk.Lifecycle;

/// <summary>An allowed move between stages, with its guard: it is made as soon as all conditions hold.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="From">The stages that it leads out of.</param>
/// <param name="To">The stage that it leads into.</param>
/// <param name="Guard">The conditions, one or more; all have to hold.</param>
public sealed record LifecycleTransition(ValueList<string> From, string To, ValueList<LifecycleCondition> Guard);
