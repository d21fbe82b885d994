using Crm.Sdk.Billing;

namespace Crm.Sdk.Customers;

/// <summary>An invoice that was not paid in full at the instant of a card.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Open">What was open: gross less the payments allocated to it by then.</param>
/// <param name="IsOverdue">Whether its last day was past.</param>
public sealed record OpenInvoice(Invoice Invoice, Money Open, bool IsOverdue);
