namespace Crm.Sdk.Credit;

/// <summary>A customer who was due, and what became of it.</summary>
/// <param name="Due">Why it was due, with the grade before.</param>
/// <param name="Grade">The new grade; null where no assessment could be made, or in a dry run.</param>
/// <param name="Error">Why none could be made; null where one was.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ReviewedCredit(CreditReview Due, CreditGrade? Grade, CrmException? Error);
