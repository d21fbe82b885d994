using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>An open item that a payment can go to.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Invoice">The invoice's key.</param>
/// <param name="IssuedOn">The day of issue.</param>
/// <param name="DueOn">The last day on which payment is in time.</param>
/// <param name="Open">How much it still takes; above 0.</param>
/// <param name="Disputed">How much of that is disputed.</param>
public sealed record AllocationTarget(string Invoice, LocalDate IssuedOn, LocalDate DueOn, Money Open, Money Disputed);
