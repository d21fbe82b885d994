namespace Crm.Sdk.Receivables;

/// <summary>The credit sales of a period, for counting back.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Days">How many days it has; above 0.</param>
/// <param name="Sales">What was sold on credit in it, gross, less what was credited.</param>
public sealed record PeriodSales(int Days, Money Sales);
