using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Why a customer is on the watch list, 预警名单 (CR-7).</summary>
/// <param name="Customer">Whom it is about.</param>
/// <param name="Code">Why, a code of <see cref="CreditWarnings"/>.</param>
/// <param name="Grade">The grade of the last assessment.</param>
/// <param name="Before">The grade of the assessment before it; null where there is none.</param>
/// <param name="ValidUntil">The last day on which the last assessment holds.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditWarning(CustomerId Customer, string Code, CreditGrade Grade, CreditGrade? Before, LocalDate ValidUntil);
