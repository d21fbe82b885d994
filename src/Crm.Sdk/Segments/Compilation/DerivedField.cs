using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Segments;

/// <summary>What is derived of customers' records and is no field of its own: the city, the postal code, the age. The core alone judges it.</summary>
internal sealed class DerivedField
{
    private static readonly Dictionary<string, DerivedField> All = new(StringComparer.Ordinal)
    {
        ["city"] = new("city", FieldType.Text, static (customer, _) => FieldValue.Of(customer.Address?.City)),
        ["postal-code"] = new("postal-code", FieldType.Text, static (customer, _) => FieldValue.Of(customer.Address?.PostalCode)),
        ["age"] = new("age", FieldType.Int, static (customer, today) => FieldValue.Of((long?)(customer.Birth is { } birth ? Birthdays.Age(birth, today) : null))),
    };

    private readonly Func<Customer, LocalDate, FieldValue> _get;
    private readonly FieldType _type;
    private readonly string _name;

    private DerivedField(string name, FieldType type, Func<Customer, LocalDate, FieldValue> get) => (_name, _type, _get) = (name, type, get);

    public static IEnumerable<string> Names => All.Keys;

    public static DerivedField? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>What today is for a customer: in its own zone where it has one that is known.</summary>
    public static LocalDate Today(Customer customer, AsOf asOf) =>
        customer.Zone is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? asOf.Instant.InZone(zone).Date : asOf.Date;

    public CustomerNode Compile(Segment.FieldTest segment, AsOf asOf, string pointer)
    {
        // The same comparisons as of a field, on a kind that has this field alone.
        var kind = new KindBuilder<Derived>("derived", static _ => default);
        kind.Computed(_name, _type, static derived => derived.Value);
        KindModel model = kind.ComposedBy(static _ => new Derived(FieldValue.Null));
        var conditions = new FieldConditions(CustomerModel.Kind.Kind, model.Field(_name), null);
        Func<object, bool>[] tests = [.. segment.Tests.Select(test => Prepare(model, conditions, test, asOf, $"{pointer}/{SegmentJson.NameOf(test.Operator)}"))];
        return new CustomerNode(
            segment,
            null,
            customer => new Derived(_get(customer, Today(customer, asOf))) is var derived && Array.TrueForAll(tests, test => test(derived)),
            customer => _get(customer, Today(customer, asOf)) is { IsNull: false } value ? value.ToString() : null);
    }

    private Func<object, bool> Prepare(KindModel model, FieldConditions conditions, SegmentTest test, AsOf asOf, string at)
    {
        if (test.Operator == SegmentOperator.Contains)
        {
            string text = _type == FieldType.Text && test.Values[0].Text is { Length: > 0 } part
                ? ValueReader.Text(part, at)
                : throw ValueReader.Refuse(at, string.Create(CultureInfo.InvariantCulture, $"'{_name}' holds no text, or the text is empty."));
            return derived => ((Derived)derived).Value is { IsNull: false } value && value.AsText().Contains(text, StringComparison.Ordinal);
        }

        return ConditionEvaluator.Prepare(conditions.Of(test, asOf.Zone, asOf.Date, at), model);
    }

    private sealed record Derived(FieldValue Value);
}
