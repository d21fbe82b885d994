namespace Crm.Sdk.Lifecycle;

/// <summary>A stage of a lifecycle.</summary>
/// <remarks>Its title is the text <c>lifecycle-stage.CODE</c>, which a plugin gives by a text catalogue. Immutable and thread-safe.</remarks>
/// <param name="Code">A code of <see cref="LifecycleStages"/> or another one.</param>
/// <param name="Phase">The phase of the relationship that it belongs to, a code of <see cref="RelationshipPhases"/> or another one.</param>
public sealed record LifecycleStage(string Code, string Phase);
