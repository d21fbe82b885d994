using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>A payment as it stands at an instant.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Payment">The payment, received by then and not revoked.</param>
/// <param name="Unallocated">What goes to no item of the ledger, with the payment's sign: also what is meant for an invoice that is not issued yet, cancelled, unknown, or in another currency.</param>
/// <param name="IsCleared">Whether it is money by then: a bill or a cheque is not before its day.</param>
public sealed record OpenPayment(Payment Payment, Money Unallocated, bool IsCleared);
