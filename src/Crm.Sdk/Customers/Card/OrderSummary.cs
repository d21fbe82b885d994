using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>The orders of a customer in sums; cancelled ones count for nothing.</summary>
/// <param name="Orders">How many sales.</param>
/// <param name="Returns">How many returns.</param>
/// <param name="First">When the first sale was placed; null without one.</param>
/// <param name="Last">When the last sale was placed; null without one.</param>
/// <param name="Totals">The sums of each currency, by code.</param>
public sealed record OrderSummary(long Orders, long Returns, Instant? First, Instant? Last, ValueList<OrderTotal> Totals);
