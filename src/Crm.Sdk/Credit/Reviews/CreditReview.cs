using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>A customer who is due to be assessed again, 待复评客户 (CR-7).</summary>
/// <param name="Customer">Whom; the survivor where it was merged.</param>
/// <param name="Reasons">Why, codes of <see cref="CreditReviewReasons"/>.</param>
/// <param name="Grade">The grade of the last assessment.</param>
/// <param name="AssessedOn">The day for which it was made.</param>
/// <param name="ValidUntil">The last day on which it holds.</param>
/// <param name="Currency">The currency of the account; null where there is none.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditReview(CustomerId Customer, ValueList<string> Reasons, CreditGrade Grade, LocalDate AssessedOn, LocalDate ValidUntil, Currency? Currency);
