using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>How dunning notices are stored: the fields that conditions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class DunningNoticeModel
{
    /// <summary>Who owes.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The invoice's key.</summary>
    public static FieldId Invoice { get; } = "invoice";

    /// <summary>The procedure's name.</summary>
    public static FieldId Procedure { get; } = "procedure";

    /// <summary>The level.</summary>
    public static FieldId Level { get; } = "level";

    /// <summary>The day.</summary>
    public static FieldId Day { get; } = "day";

    /// <summary>The kind <c>dunning-notice</c>: of a procedure each invoice reaches each level once, whoever runs it how often.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<DunningNotice>("dunning-notice", static n => n.Id);
        kind.About(static n => n.Customer);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static n => n.Customer, indexed: true);
        FieldHandle<string?> invoice = kind.Text(Invoice, static n => n.Invoice, indexed: true, maxLength: Billing.Invoice.MaxKeyLength);
        FieldHandle<string?> procedure = kind.Text(Procedure, static n => n.Procedure, maxLength: DunningNotice.MaxProcedureLength);
        FieldHandle<long?> level = kind.Int(Level, static n => n.Level);
        FieldHandle<string?> action = kind.Text("action", static n => n.Action, maxLength: OpenCode.MaxLength);
        FieldHandle<LocalDate?> day = kind.Date(Day, static n => n.Day);
        var amount = new MoneyFields<DunningNotice>(kind, "amount", "currency", static n => n.Amount);
        var origin = new OriginFields<DunningNotice>(kind, static n => n.Origin);
        kind.StampedBy(static (n, from) => n with { Origin = from }).CheckedBy(static n => n.Check()).AppendOnly().Unique("level", Procedure, Invoice, Level);
        return kind.ComposedBy(row => new DunningNotice
        {
            Id = (DunningNoticeId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Invoice = row.Need(invoice),
            Procedure = row.Need(procedure),
            Level = (int)row.Need(level),
            Action = row.Need(action),
            Day = row.Need(day),
            Amount = amount.Need(row),
            Origin = origin.Read(row),
        });
    }
}
