using Crm.Sdk.Billing;

namespace Crm.Sdk.Import;

/// <summary>Shares that go to invoices, as files have them.</summary>
internal static class AllocationShares
{
    public static AllocationJson[]? Of(ValueList<PaymentAllocation> shares) =>
        shares.IsEmpty ? null : [.. shares.Select(static share => new AllocationJson(share.Invoice, share.Amount.Amount))];

    public static ValueList<PaymentAllocation> Read(AllocationJson[]? shares, Currency currency, string column) => (shares ?? [])
        .Select(share => new PaymentAllocation(CanonicalText.Require(share.Invoice ?? string.Empty, Invoice.MaxKeyLength, column), Money.Of(share.Amount, currency)))
        .ToValueList();
}
