using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>A credit account on the day of a check.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Id">The account.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Limit">The limit in force; null where there is none.</param>
/// <param name="LimitUntil">The last day of that limit, or of the last one that has ended.</param>
/// <param name="TermDays">The credit period that was agreed, in days.</param>
/// <param name="ReviewOn">The last day on which the assessment is valid.</param>
/// <param name="Blocked">Why it is blocked; null where it is not.</param>
public sealed record CreditAccountState(CreditAccountId Id, Currency Currency, Money? Limit, LocalDate? LimitUntil, int? TermDays, LocalDate? ReviewOn, string? Blocked);
