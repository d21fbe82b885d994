using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>How investments in customers are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class InvestmentModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>In whom.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The type's code.</summary>
    public static FieldId Type { get; } = "type";

    /// <summary>What it cost in minor units of the currency.</summary>
    public static FieldId Amount { get; } = "amount";

    /// <summary>The currency's code.</summary>
    public static FieldId Currency { get; } = "currency";

    /// <summary>When.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The kind of the record it came of.</summary>
    public static FieldId SourceKind { get; } = "source-kind";

    /// <summary>The id of the record it came of.</summary>
    public static FieldId Source { get; } = "source";

    /// <summary>The kind <c>investment</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Investment>("investment", static i => i.Id);
        kind.About(static i => i.Customer);
        FieldHandle<string?> key = kind.Text(Key, static i => i.Key, maxLength: Investment.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static i => i.Customer, indexed: true);
        FieldHandle<string?> type = kind.Text(Type, static i => i.Type, maxLength: OpenCode.MaxLength);
        var amount = new MoneyFields<Investment>(kind, Amount, Currency, static i => i.Amount);
        FieldHandle<Instant?> at = kind.Instant(At, static i => i.At);
        FieldHandle<string?> employee = kind.Text("employee", static i => i.Employee, maxLength: Organization.Employee.MaxKeyLength);
        FieldHandle<string?> description = kind.Text("description", static i => i.Description, personal: true, maxLength: Investment.MaxDescriptionLength);
        var source = new ReferenceFields<Investment>(kind, SourceKind, Source, static i => i.Source);
        var origin = new OriginFields<Investment>(kind, static i => i.Origin);
        kind.StampedBy(static (i, from) => i with { Origin = from }).CheckedBy(static i => i.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new Investment
        {
            Id = (InvestmentId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Type = row.Need(type),
            Amount = amount.Need(row),
            At = row.Need(at),
            Employee = row.Get(employee),
            Description = row.Get(description),
            Source = source.Read(row),
            Origin = origin.Read(row),
        });
    }
}
