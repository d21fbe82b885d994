using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Import;

/// <summary>The columns of which tables are made: each says once how a value is read, set and written.</summary>
/// <typeparam name="T">The records' type.</typeparam>
internal static class Columns<T>
    where T : class
{
    /// <summary>The key: read before all others, written as the id where a record has none.</summary>
    public static TableColumn<T> Key(Func<T, string?> get, Func<T, RecordId> id) => new("key") { Write = (row, entity, _) => row.Text(get(entity) ?? id(entity).ToString()) };

    /// <summary>A column that is only read by others.</summary>
    public static TableColumn<T> Helper(string name) => new(name);

    /// <summary>The currency of the amounts: read with them.</summary>
    public static TableColumn<T> Currency(Func<T, Currency?> get) => new("currency") { Write = (row, entity, _) => row.Text(get(entity)?.Code) };

    public static TableColumn<T> Text(string name, Func<T, string?> get, Func<T, string?, T> set, int maxLength = CellTexts.MaxText) =>
        OfText(name, (row, field) => row.Cells.Text(field, maxLength), get, set);

    public static TableColumn<T> Code(string name, Func<T, string?> get, Func<T, string?, T> set) => OfText(name, (row, field) => row.Texts.Code(field, name), get, set);

    public static TableColumn<T> PersonName(string name, Func<T, string?> get, Func<T, string?, T> set, int maxLength) =>
        OfText(name, (row, field) => row.Texts.Name(field, maxLength, name), get, set);

    public static TableColumn<T> Email(Func<T, string?> get, Func<T, string?, T> set) => OfText("email", static (row, field) => row.Texts.Email(field), get, set);

    /// <summary>A telephone number, of the country that the helper column <c>country</c> names.</summary>
    public static TableColumn<T> Phone(Func<T, string?> get, Func<T, string?, T> set) => OfText("phone", static (row, field) => row.Texts.Phone(field, row["country"]), get, set);

    public static TableColumn<T> Zone(Func<T, string?> get, Func<T, string?, T> set) => OfText("zone", static (row, field) => row.Texts.Zone(field), get, set);

    public static TableColumn<T> Language(Func<T, string?> get, Func<T, string?, T> set) => OfText("language", static (row, field) => row.Texts.Language(field), get, set);

    public static TableColumn<T> Day(string name, Func<T, LocalDate?> get, Func<T, LocalDate?, T> set) => Value(
        name, static (row, field) => row.Texts.Day(field), get, set, static (row, day) => row.Text(day is { } date ? LocalDatePattern.Iso.Format(date) : null));

    public static TableColumn<T> Moment(string name, Func<T, Instant?> get, Func<T, Instant?, T> set) => Value(
        name, static (row, field) => row.Cells.Moment(field), get, set, static (row, moment) => row.Text(moment is { } at ? InstantPattern.ExtendedIso.Format(at) : null));

    public static TableColumn<T> Seconds(string name, Func<T, Duration?> get, Func<T, Duration?, T> set) => Value(
        name, static (row, field) => row.Seconds(field), get, set, static (row, length) => row.Number(length is { } time ? (long)time.TotalSeconds : null));

    public static TableColumn<T> Whole(string name, long least, long most, Func<T, long?> get, Func<T, long?, T> set) => Value(
        name, (row, field) => row.Cells.Whole(field, least, most), get, set, static (row, number) => row.Number(number));

    public static TableColumn<T> Number(string name, Func<T, double?> get, Func<T, double?, T> set) => Value(
        name, static (row, field) => row.Real(field), get, set, static (row, number) => row.Real(number));

    public static TableColumn<T> Amount(string name, Func<T, Money?> get, Func<T, Money?, T> set) => Value(
        name, static (row, field) => row.Amount(field), get, set, static (row, amount) => row.Number(amount?.Amount));

    public static TableColumn<T> Price(string name, Func<T, UnitPrice?> get, Func<T, UnitPrice?, T> set) => Value(
        name, static (row, field) => row.Price(field), get, set, static (row, price) => row.Number(price?.Amount));

    public static TableColumn<T> Word<TEnum>(string name, WordList<TEnum> words, Func<T, TEnum?> get, Func<T, TEnum?, T> set)
        where TEnum : struct, Enum => Value(name, (row, field) => row.Cells.Word(field, words), get, set, (row, value) => row.Text(value is { } one ? words.Of(one) : null));

    /// <summary>A list, as JSON.</summary>
    public static TableColumn<T> Json<TJson>(string name, JsonTypeInfo<TJson> type, string rule, Func<T, TJson?> get, Func<T, TJson?, T> set)
        where TJson : class => new(name)
        {
            Read = (row, field) => row.Texts.Json(field, type, rule),
            Set = (entity, value, _) => set(entity, (TJson?)value),
            Write = (row, entity, _) => row.Json(get(entity) is { } list ? JsonSerializer.Serialize(list, type) : null),
        };

    /// <summary>A record of a kind, by its key.</summary>
    public static TableColumn<T> Record(string name, KindModel kind, Func<T, RecordId?> get, Func<T, RecordId?, T> set, CustomerKind adds = CustomerKind.Individual) => new(name)
    {
        Read = (row, field) => row.Cells.Text(field, CellTexts.MaxText) is { } key ? new DraftReference(field, kind, key, adds) : null,
        Set = (entity, value, ids) => set(entity, value is DraftReference reference ? ids[reference] : null),
        Refers = entity => get(entity) is { } id ? new RecordRef(kind.Kind, id) : null,
        Names = kind,
        Write = (row, entity, keys) => row.Text(keys[get(entity) is { } id ? new RecordRef(kind.Kind, id) : null]),
    };

    /// <summary>The customer, by its key.</summary>
    public static TableColumn<T> Customer(Func<T, RecordId?> get, Func<T, RecordId?, T> set, string name = "customer", CustomerKind adds = CustomerKind.Individual) =>
        Record(name, CustomerModel.Kind, get, set, adds);

    /// <summary>A record of any kind: one column for its kind, the next for its key.</summary>
    public static TableColumn<T>[] Any(string kindName, string name, Func<T, RecordRef?> get, Func<T, RecordRef?, T> set) =>
    [
        new(kindName) { Write = (row, entity, _) => row.Text(get(entity)?.Kind.Name) },
        new(name)
        {
            Read = (row, field) => ReadAny(row, row[kindName], field),
            Set = (entity, value, ids) => set(entity, value is DraftReference reference ? new RecordRef(reference.Kind.Kind, ids[reference]) : null),
            Refers = get,
            NamesBy = kindName,
            Write = (row, entity, keys) => row.Text(keys[get(entity)]),
        },
    ];

    private static DraftReference? ReadAny(TableRow row, int kindField, int field)
    {
        if (row.Cells.Text(field, CellTexts.MaxText) is not { } key)
        {
            return null;
        }

        string? name = row.Cells.Text(kindField, RecordKind.MaxLength);
        if (CoreModel.Kinds.FirstOrDefault(kind => kind.Kind.Name == name && kind.HasField(DraftReference.KeyField)) is { } found)
        {
            return new DraftReference(field, found, key);
        }

        row.Cells.Refuse(kindField, $"it is the kind of the record that is named, one of {string.Join(", ", CoreModel.Kinds.Where(static kind => kind.HasField(DraftReference.KeyField)).Select(static kind => kind.Kind.Name))}");
        return null;
    }

    private static TableColumn<T> OfText(string name, Func<TableRow, int, string?> read, Func<T, string?> get, Func<T, string?, T> set) => new(name)
    {
        Read = read,
        Set = (entity, value, _) => set(entity, (string?)value),
        Write = (row, entity, _) => row.Text(get(entity)),
    };

    private static TableColumn<T> Value<TValue>(string name, Func<TableRow, int, TValue?> read, Func<T, TValue?> get, Func<T, TValue?, T> set, Action<Export.ExportWriter, TValue?> write)
        where TValue : struct => new(name)
        {
            Read = (row, field) => read(row, field),
            Set = (entity, value, _) => set(entity, (TValue?)value),
            Write = (row, entity, _) => write(row, get(entity)),
        };
}
