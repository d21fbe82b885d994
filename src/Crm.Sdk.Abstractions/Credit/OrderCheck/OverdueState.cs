namespace Crm.Sdk.Credit;

/// <summary>What of a customer's invoices is overdue and not contested, on the day of a check.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Days">The most days by which one is overdue; 0 where none is.</param>
/// <param name="Invoice">The invoice that is; null where none is.</param>
/// <param name="Amount">How much is overdue in all, in the account's currency.</param>
public sealed record OverdueState(int Days, string? Invoice, Money Amount);
