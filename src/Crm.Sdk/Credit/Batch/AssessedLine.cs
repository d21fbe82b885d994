namespace Crm.Sdk.Credit;

/// <summary>The answer for one line of a file of inputs.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Assessment">The assessment; null where the line cannot be read.</param>
/// <param name="Terms">The terms proposed for it; null where the line cannot be read.</param>
/// <param name="Error">Why the line cannot be read; null where it can.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record AssessedLine(long Line, CreditAssessment? Assessment, CreditTerms? Terms, CrmException? Error);
