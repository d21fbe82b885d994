namespace Crm.Sdk.Recommendation;

/// <summary>When a customer is expected to order next, and what.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Product">The product's key; null for an order of whatever.</param>
/// <param name="Rhythm">The rhythm that the expectation is of.</param>
/// <param name="OverdueDays">How many days the expected one is past, negative before it.</param>
public sealed record ExpectedOrder(string? Product, PurchaseRhythm Rhythm, int OverdueDays);
