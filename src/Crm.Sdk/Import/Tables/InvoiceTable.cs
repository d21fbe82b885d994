using Crm.Sdk.Billing;
using Crm.Sdk.Orders;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Invoices.</summary>
internal static class InvoiceTable
{
    private const string SettlesForm = """what a credit note goes to is a JSON array such as [{"invoice":"R-1","amount":12.50}], with amounts above 0 in its currency""";

    public static TableTarget Target { get; } = new RecordTable<Invoice>(
        "invoices",
        InvoiceModel.Kind,
        static (id, key) => new Invoice { Id = (InvoiceId)id, Key = key, Customer = default, IssuedOn = default(LocalDate), Net = default, Tax = default },
        Columns<Invoice>.Key(static i => i.Key, static i => i.Id),
        Columns<Invoice>.Customer(static i => i.Customer, static (i, customer) => i with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<Invoice>.Record("order", OrderModel.Kind, static i => i.Order, static (i, order) => i with { Order = order is { } id ? (OrderId)id : null }),
        Columns<Invoice>.Day("date", static i => i.IssuedOn, static (i, day) => i with { IssuedOn = day!.Value }) with { Required = true },
        Columns<Invoice>.Day("due", static i => i.DueOn, static (i, day) => i with { DueOn = day }),
        Columns<Invoice>.Amount("net", static i => i.Net, WithNet) with { Required = true },
        Columns<Invoice>.Amount("tax", static i => i.Tax, static (i, tax) => i with { Tax = tax ?? Money.Zero(i.Net.Currency) }),
        Columns<Invoice>.Currency(static i => i.Currency),
        Columns<Invoice>.Json("settles", ImportJson.Default.AllocationJsonArray, SettlesForm, static i => AllocationShares.Of(i.Settles), static (i, shares) => i with { Settles = AllocationShares.Read(shares, i.Currency, "settles") }),
        Columns<Invoice>.Text("corrects", static i => i.Corrects, static (i, corrected) => i with { Corrects = corrected }, Invoice.MaxKeyLength),
        Columns<Invoice>.Code("status", static i => i.Status, static (i, status) => i with { Status = status ?? InvoiceStatuses.Issued }));

    /// <summary>Without a tax of its own an invoice has none.</summary>
    private static Invoice WithNet(Invoice invoice, Money? net) =>
        invoice with { Net = net!.Value, Tax = invoice.Tax.Currency == net.Value.Currency ? invoice.Tax : Money.Zero(net.Value.Currency) };
}
