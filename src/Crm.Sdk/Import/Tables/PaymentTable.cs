using Crm.Sdk.Billing;

namespace Crm.Sdk.Import;

/// <summary>Payments, with the invoices they go to.</summary>
internal static class PaymentTable
{
    private const string AllocationForm = """allocations are a JSON array such as [{"invoice":"R-1","amount":12.50}], in the payment's currency""";

    public static TableTarget Target { get; } = new RecordTable<Payment>(
        "payments",
        PaymentModel.Kind,
        static (id, key) => new Payment { Id = (PaymentId)id, Key = key, Customer = default, ReceivedAt = default, Amount = default },
        Columns<Payment>.Key(static p => p.Key, static p => p.Id),
        Columns<Payment>.Customer(static p => p.Customer, static (p, customer) => p with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<Payment>.Moment("date", static p => p.ReceivedAt, static (p, at) => p with { ReceivedAt = at!.Value }) with { Required = true },
        Columns<Payment>.Amount("amount", static p => p.Amount, static (p, amount) => p with { Amount = amount!.Value }) with { Required = true },
        Columns<Payment>.Currency(static p => p.Amount.Currency),
        Columns<Payment>.Code("method", static p => p.Method, static (p, method) => p with { Method = method }),
        Columns<Payment>.Text("reference", static p => p.Reference, static (p, reference) => p with { Reference = reference }, Payment.MaxReferenceLength),
        Columns<Payment>.Json("allocations", ImportJson.Default.AllocationJsonArray, AllocationForm, static p => AllocationShares.Of(p.Allocations), static (p, shares) => p with { Allocations = AllocationShares.Read(shares, p.Amount.Currency, "allocations") }),
        Columns<Payment>.Text("invoice", static _ => null, static (p, invoice) => p with { Allocations = invoice is null ? [] : [new PaymentAllocation(invoice, p.Amount)] }, Invoice.MaxKeyLength) with
        {
            Write = null,
        },
        Columns<Payment>.Day("clears", static p => p.ClearsOn, static (p, day) => p with { ClearsOn = day }),
        Columns<Payment>.Moment("revoked", static p => p.RevokedAt, static (p, at) => p with { RevokedAt = at }));
}
