namespace Crm.Sdk.Customers;

/// <summary>What a hand-over did.</summary>
/// <param name="Customers">How many customers moved.</param>
/// <param name="Tasks">How many open tasks moved with them.</param>
public sealed record HandOverReport(long Customers, long Tasks);
