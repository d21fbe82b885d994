using Crm.Sdk.Billing;
using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>Says which level an invoice reaches next, from its documents and the notices that there are.</summary>
/// <remarks>Pure and thread-safe.</remarks>
public static class DunningPlanner
{
    /// <summary>
    /// The steps of a customer on the ledger's day, by invoice. No level is left out and none comes twice; the next one comes when its days after the due day have passed, and since the last notice
    /// at least as many as lie between the two levels, so that who was found late is not overrun.
    /// </summary>
    /// <param name="ledger">What the customer owes.</param>
    /// <param name="notices">The notices about its invoices.</param>
    /// <param name="procedure">The levels.</param>
    /// <exception cref="CrmException">CRM6235: the procedure is out of range.</exception>
    public static ValueList<DunningStep> Plan(CustomerLedger ledger, IEnumerable<DunningNotice> notices, DunningProcedure procedure)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(procedure);
        procedure.Check();
        ILookup<string, DunningNotice> byInvoice = notices.Where(notice => notice.Procedure == procedure.Name).ToLookup(static notice => notice.Invoice, StringComparer.Ordinal);
        return ledger.Items
            .Where(IsClaimable)
            .Select(item => Next(ledger, item, byInvoice[item.Invoice.Key].MaxBy(static notice => notice.Level), procedure))
            .OfType<DunningStep>()
            .ToValueList();
    }

    internal static bool IsClaimable(OpenItem item) => item.Open.MinorUnits > 0 && !item.Invoice.IsCreditNote;

    private static DunningStep? Next(CustomerLedger ledger, OpenItem item, DunningNotice? last, DunningProcedure procedure)
    {
        int reached = last?.Level ?? 0;
        if (reached >= procedure.Levels.Count)
        {
            return null;
        }

        DunningLevel level = procedure.Levels[reached];
        LocalDate day = ledger.AsOf.Date;
        int overdue = item.DaysOverdue(day);
        Money amount = procedure.IncludeDisputed ? item.Open : item.Open - item.Disputed;
        bool isDue = overdue >= level.DaysAfterDue
            && (last is null || Period.DaysBetween(last.Day, day) >= level.DaysAfterDue - procedure.Levels[reached - 1].DaysAfterDue);
        bool isWorthIt = amount.MinorUnits > 0 && !level.Minimums.Any(least => least.Currency == amount.Currency && amount < least);
        return isDue && isWorthIt ? new DunningStep(ledger.Customer, item.Invoice, reached + 1, level.Action, amount, overdue) : null;
    }
}
