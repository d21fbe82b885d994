using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>How needs are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class NeedModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Whose need it is.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>Core or side, the number of <see cref="NeedLevel"/>.</summary>
    public static FieldId Level { get; } = "level";

    /// <summary>The intensity, 1 to 5.</summary>
    public static FieldId Intensity { get; } = "intensity";

    /// <summary>The day on which it was confirmed.</summary>
    public static FieldId ConfirmedOn { get; } = "confirmed-on";

    /// <summary>How it was learnt of.</summary>
    public static FieldId Channel { get; } = "channel";

    /// <summary>The key of the product that fits.</summary>
    public static FieldId Product { get; } = "product";

    /// <summary>How far the recognition has come.</summary>
    public static FieldId Step { get; } = "step";

    /// <summary>The day on which it was learnt.</summary>
    public static FieldId LearntOn { get; } = "learnt-on";

    /// <summary>The kind <c>need</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Need>("need", static n => n.Id);
        kind.About(static n => n.Customer);
        FieldHandle<string?> key = kind.Text(Key, static n => n.Key, maxLength: Need.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static n => n.Customer, indexed: true);
        FieldHandle<string?> description = kind.Text("description", static n => n.Description, personal: true, maxLength: Need.MaxTextLength);
        FieldHandle<long?> level = kind.Int(Level, static n => (long?)n.Level);
        FieldHandle<long?> intensity = kind.Int(Intensity, static n => n.Intensity);
        FieldHandle<string?> specification = kind.Text("specification", static n => n.Specification, personal: true, maxLength: Need.MaxTextLength);
        FieldHandle<string?> expectation = kind.Text("expectation", static n => n.Expectation, personal: true, maxLength: Need.MaxTextLength);
        FieldHandle<LocalDate?> confirmedOn = kind.Date(ConfirmedOn, static n => n.ConfirmedOn);
        FieldHandle<string?> confirmedBy = kind.Text("confirmed-by", static n => n.ConfirmedBy, maxLength: Organization.Employee.MaxKeyLength);
        FieldHandle<LocalDate?> learntOn = kind.Date(LearntOn, static n => n.LearntOn);
        FieldHandle<string?> channel = kind.Text(Channel, static n => n.Channel, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> product = kind.Text(Product, static n => n.Product, indexed: true, maxLength: Products.Product.MaxKeyLength);
        FieldHandle<string?> step = kind.Text(Step, static n => n.Step, maxLength: OpenCode.MaxLength);
        var origin = new OriginFields<Need>(kind, static n => n.Origin);
        kind.StampedBy(static (n, from) => n with { Origin = from }).CheckedBy(static n => n.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new Need
        {
            Id = (NeedId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Description = row.Need(description),
            Level = (NeedLevel?)row.Get(level),
            Intensity = (int?)row.Get(intensity),
            Specification = row.Get(specification),
            Expectation = row.Get(expectation),
            ConfirmedOn = row.Get(confirmedOn),
            ConfirmedBy = row.Get(confirmedBy),
            LearntOn = row.Get(learntOn),
            Channel = row.Get(channel),
            Product = row.Get(product),
            Step = row.Get(step),
            Origin = origin.Read(row),
        });
    }
}
