namespace Crm.Sdk.Receivables;

/// <summary>How many days of sales are outstanding, 应收账款周转天数 (CR-6). What cannot be computed is null, never 0.</summary>
/// <remarks>Pure functions. The formulas are those of the usual texts on credit management; amounts of one call are in one currency (else CRM1012).</remarks>
public static class DaysSalesOutstanding
{
    /// <summary>Simple: receivables ÷ credit sales × days; null where there were no sales.</summary>
    /// <param name="receivables">What is owed at the end of the period.</param>
    /// <param name="sales">The credit sales of the period.</param>
    /// <param name="days">The days of the period.</param>
    public static double? Simple(Money receivables, Money sales, int days)
    {
        _ = receivables.CompareTo(sales); // refuses two currencies
        return sales.MinorUnits <= 0 ? null : (double)((decimal)receivables.MinorUnits * days / sales.MinorUnits);
    }

    /// <summary>Best possible: what is owed and not due yet ÷ credit sales × days: what would be outstanding if everybody paid in time. Null where there were no sales.</summary>
    /// <param name="current">What is owed and not due.</param>
    /// <param name="sales">The credit sales of the period.</param>
    /// <param name="days">The days of the period.</param>
    public static double? BestPossible(Money current, Money sales, int days) => Simple(current, sales, days);

    /// <summary>Average days delinquent: days sales outstanding less the best possible ones; null where either is undefined.</summary>
    public static double? AverageDaysDelinquent(double? outstanding, double? bestPossible) => outstanding - bestPossible;

    /// <summary>
    /// Count-back: the days of the latest periods whose sales the receivables use up, and of the one that they use up in part its share. Periods without sales count their days. 0 where nothing
    /// is owed; null where the sales of all periods do not use up the receivables.
    /// </summary>
    /// <param name="receivables">What is owed at the end.</param>
    /// <param name="latestFirst">The periods, the latest first.</param>
    public static double? CountBack(Money receivables, IEnumerable<PeriodSales> latestFirst)
    {
        ArgumentNullException.ThrowIfNull(latestFirst);
        Money left = receivables;
        decimal days = 0;
        foreach (PeriodSales period in latestFirst)
        {
            if (left.MinorUnits <= 0)
            {
                break;
            }

            if (left < period.Sales)
            {
                return (double)(days + ((decimal)left.MinorUnits / period.Sales.MinorUnits * period.Days));
            }

            days += period.Days;
            left -= period.Sales.MinorUnits > 0 ? period.Sales : Money.Zero(left.Currency);
        }

        return left.MinorUnits > 0 ? null : (double)days;
    }
}
