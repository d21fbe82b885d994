namespace Crm.Sdk.Billing;

/// <summary>The share of a payment that goes to an invoice, 核销.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Invoice">The invoice's key.</param>
/// <param name="Amount">How much, in the payment's currency and with its sign; not 0.</param>
public sealed record PaymentAllocation(string Invoice, Money Amount);
