using Crm.Sdk.Storage;

namespace Crm.Sdk.Billing;

/// <summary>How shares that go to invoices are stored, in payments and in credit notes alike.</summary>
internal static class AllocationFields
{
    public static Func<StoredRow, PaymentAllocation> Declare(PartBuilder<PaymentAllocation> allocation)
    {
        FieldHandle<string?> invoice = allocation.Text("invoice", static a => a.Invoice, maxLength: Invoice.MaxKeyLength);
        var amount = new MoneyFields<PaymentAllocation>(allocation, "amount", "currency", static a => a.Amount);
        return row => new PaymentAllocation(row.Need(invoice), amount.Need(row));
    }
}
