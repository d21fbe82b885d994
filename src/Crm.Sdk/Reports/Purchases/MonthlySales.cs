using NodaTime;

namespace Crm.Sdk.Reports;

/// <summary>What was bought in one month.</summary>
/// <param name="Month">The month, in the zone of the answer.</param>
/// <param name="Customers">How many customers ordered; each counts once.</param>
/// <param name="Orders">How many orders there were; returns are not orders.</param>
/// <param name="Revenue">The net amount of the orders, less the returns of the month.</param>
public sealed record MonthlySales(YearMonth Month, int Customers, int Orders, Money Revenue);
