using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>How a customer pays, as its documents say, 付款表现 (CR-3). What cannot be computed is null, never 0: somebody of whom nothing fell due has no rate.</summary>
/// <remarks>Immutable and thread-safe. Invoices that are disputed, and credit notes, count for nothing; what was credited was not owed.</remarks>
/// <param name="Customer">The customer.</param>
/// <param name="On">The day.</param>
/// <param name="FellDue">How many invoices fell due within the window.</param>
/// <param name="OnTime">How many of them were paid in full by their due day, in money.</param>
/// <param name="DaysLate">Days after the due day of what was paid within the window, weighted by amount; early is 0.</param>
/// <param name="RepaymentRate">Which share of the amounts that fell due within the window was paid, early or late, 0 to 1.</param>
/// <param name="SeriouslyOverdueShare">Which share of what is open is overdue by more than 90 days, 0 to 1.</param>
/// <param name="YearsOfDealing">Years since the first invoice, whole days by 365.25.</param>
/// <param name="Overdue">What is open and past due, in the reporting currency.</param>
/// <param name="DaysOverdue">How many days the oldest of it is past due; 0 where nothing is.</param>
public sealed record PaymentBehaviour(
    CustomerId Customer, LocalDate On, int FellDue, int OnTime, double? DaysLate, double? RepaymentRate, double? SeriouslyOverdueShare, double? YearsOfDealing, Money? Overdue, int DaysOverdue)
{
    /// <summary>After how many days what is overdue is seriously so.</summary>
    public const int SeriousDays = 90;

    /// <summary>Share of invoices that were paid in full by their due day, 0 to 1.</summary>
    public double? OnTimeRate => FellDue == 0 ? null : (double)OnTime / FellDue;
}
