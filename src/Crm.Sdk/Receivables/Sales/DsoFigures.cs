namespace Crm.Sdk.Receivables;

/// <summary>Days sales outstanding in one currency. What cannot be computed is null.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Currency">The currency.</param>
/// <param name="IsReporting">Whether these are the sums of all currencies in the reporting currency, at the rates of the as-of day.</param>
/// <param name="Receivables">What is owed, less what customers have to their credit.</param>
/// <param name="Current">What is owed and not due yet.</param>
/// <param name="CreditSales">The gross of what was billed in the period, less what was credited.</param>
/// <param name="Days">The days of the period.</param>
/// <param name="Simple">Receivables ÷ credit sales × days.</param>
/// <param name="CountBack">Counted back over calendar months.</param>
/// <param name="BestPossible">Current ÷ credit sales × days.</param>
/// <param name="AverageDaysDelinquent">Simple less best possible.</param>
/// <param name="AverageDaysLate">Days after the due day of what was paid in the period, weighted by amount; early is 0.</param>
public sealed record DsoFigures(
    Currency Currency, bool IsReporting, Money Receivables, Money Current, Money CreditSales, int Days, double? Simple, double? CountBack, double? BestPossible, double? AverageDaysDelinquent, double? AverageDaysLate);
