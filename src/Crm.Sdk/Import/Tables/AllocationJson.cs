namespace Crm.Sdk.Import;

/// <summary>The share of a payment that goes to an invoice, as files have it.</summary>
/// <param name="Invoice">The invoice's key.</param>
/// <param name="Amount">How much, in the payment's currency.</param>
internal sealed record AllocationJson(string? Invoice, decimal Amount);
