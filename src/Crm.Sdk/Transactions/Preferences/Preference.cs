using NodaTime;

namespace Crm.Sdk.Transactions;

/// <summary>What a customer favours, with the evidence.</summary>
/// <param name="Value">What: a category, a channel, a weekday such as <c>monday</c>, a part of the day such as <c>morning</c>.</param>
/// <param name="Share">Which part of the customer's orders (of a category: of the spend) it makes, 0 to 1; null where there is no spend to share.</param>
/// <param name="Orders">In how many orders.</param>
/// <param name="Spend">What was spent on it, net.</param>
/// <param name="Last">The last day of such an order.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Preference(string Value, double? Share, long Orders, Money Spend, LocalDate Last);
