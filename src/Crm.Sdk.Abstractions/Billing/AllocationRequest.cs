namespace Crm.Sdk.Billing;

/// <summary>What a strategy decides on: an amount and the items that it can go to, of one customer and one currency. Of a refund the amounts are turned positive.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Available">What is to be allocated; above 0.</param>
/// <param name="Reference">What the customer wrote on the payment.</param>
/// <param name="Targets">The open items, by day of issue and key, each once.</param>
public sealed record AllocationRequest(Money Available, string? Reference, ValueList<AllocationTarget> Targets);
