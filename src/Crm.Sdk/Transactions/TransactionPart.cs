namespace Crm.Sdk.Transactions;

/// <summary>What one part of a composition, such as a region, contributed.</summary>
/// <param name="Key">The part; null for what names none, such as orders without a channel.</param>
/// <param name="Customers">How many customers bought in it; one who bought in several parts counts in each.</param>
/// <param name="Orders">How many sales have anything of it; one with lines of several parts counts in each.</param>
/// <param name="Quantity">How many pieces were sold, less those that came back.</param>
/// <param name="Revenue">Net sales less returns.</param>
/// <param name="Returned">What of it came back, 0 or more.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TransactionPart(string? Key, long Customers, long Orders, Quantity Quantity, Money Revenue, Money Returned);
