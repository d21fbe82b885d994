using Crm.Sdk.Billing;
using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>What is owed of an invoice at an instant, 未清项: its gross less what was paid, credited and written off. Of a credit note what it still gives, with its negative sign.</summary>
/// <remarks>Immutable and thread-safe. Always <c>Open = Gross − Paid − Credited − WrittenOff</c>, exact to the minor unit. Below zero for an invoice only where data of other systems allocate more than it is of.</remarks>
/// <param name="Invoice">The invoice or credit note.</param>
/// <param name="Paid">What payments that count gave it; bills and cheques from the day they were received.</param>
/// <param name="Credited">What credit notes gave it; of a credit note, what it gave, negative.</param>
/// <param name="WrittenOff">What was written off.</param>
/// <param name="Disputed">How much of what is open is disputed: at least 0, at most what is open.</param>
/// <param name="Open">What is owed.</param>
public sealed record OpenItem(Invoice Invoice, Money Paid, Money Credited, Money WrittenOff, Money Disputed, Money Open)
{
    /// <summary>Whether nothing is open.</summary>
    public bool IsSettled => Open.MinorUnits == 0;

    /// <summary>The last day on which payment is in time; where none was agreed it is owed at once, on the day of issue.</summary>
    public LocalDate DueOn => Invoice.DueOn ?? Invoice.IssuedOn;

    /// <summary>How many days it is past due on a day; 0 where it is not, or nothing is open.</summary>
    public int DaysOverdue(LocalDate on) => IsSettled ? 0 : Math.Max(0, Period.DaysBetween(DueOn, on));
}
