using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>An indicator on which nothing is known, and why.</summary>
/// <param name="Criterion">The criterion's code.</param>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Reason">Why: nothing was given, it cannot be computed, or all of it is of a later day.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record MissingEvidence(string Criterion, string Indicator, Reason Reason);
