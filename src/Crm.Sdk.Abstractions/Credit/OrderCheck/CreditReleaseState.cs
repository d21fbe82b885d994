using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>The release of a held order by a person: it holds until a day, and as long as the order is not more than it was.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="By">Who released it.</param>
/// <param name="Reason">Why.</param>
/// <param name="UpTo">The order's amount then.</param>
/// <param name="Until">The last day; null for none.</param>
public sealed record CreditReleaseState(string By, string Reason, Money UpTo, LocalDate? Until)
{
    /// <summary>Whether it covers an order.</summary>
    /// <param name="amount">The order's gross amount.</param>
    /// <param name="day">The day of the check.</param>
    public bool Covers(Money amount, LocalDate day) => amount.Currency == UpTo.Currency && amount <= UpTo && (Until is not { } last || day <= last);
}
