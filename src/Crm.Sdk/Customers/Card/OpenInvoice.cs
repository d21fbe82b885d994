using Crm.Sdk.Billing;

namespace Crm.Sdk.Customers;

/// <summary>An invoice that was not paid in full at the instant of a card. One whose status says by now that it is paid is none.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Open">What was open by then, as in the ledger: gross less payments, credit notes and write-offs.</param>
/// <param name="IsOverdue">Whether its last day was past; without one it is due on the day of issue.</param>
public sealed record OpenInvoice(Invoice Invoice, Money Open, bool IsOverdue);
