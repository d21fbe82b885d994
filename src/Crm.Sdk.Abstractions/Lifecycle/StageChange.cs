using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>The entry of a customer into a stage, with its cause (LC-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Stage">The code of the stage that was entered.</param>
/// <param name="Phase">The phase of the relationship that it belongs to.</param>
/// <param name="At">When.</param>
/// <param name="Cause">What led into it.</param>
/// <param name="Fact">The type of the fact that happened, or that did not for so long; null where the customer became known.</param>
/// <param name="Record">The record of that fact, which for <see cref="StageCause.Time"/> is the last one before the silence; null where none is known.</param>
public sealed record StageChange(string Stage, string Phase, Instant At, StageCause Cause, string? Fact = null, RecordRef? Record = null);
