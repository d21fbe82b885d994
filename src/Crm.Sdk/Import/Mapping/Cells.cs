using System.Globalization;
using System.Text;
using Crm.Sdk.Export;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Reads the cells of a row as typed values and keeps the first thing that is wrong, so that reading a row needs no exceptions.</summary>
/// <remarks>Not thread-safe; one row at a time.</remarks>
internal sealed class Cells(ImportTarget target, ColumnMap map, DateReader dates, bool guarded, IReadOnlyDictionary<string, ImportLookup> lookups)
{
    private const int MaxNumberLength = 40;
    private const int MaxShownLength = 200;

    private readonly (string Name, Dictionary<string, byte[]> Values)?[]? _lookups = lookups.Count == 0 ? null : Translations(target, lookups);

    private Row _row = null!;

    /// <summary>The first thing that is wrong with the row, or null.</summary>
    public RowError? Error { get; private set; }

    public ColumnMap Map => map;

    public DateReader Dates => dates;

    /// <summary>Goes on to another row.</summary>
    public void Start(Row row)
    {
        _row = row;
        Error = null;
    }

    /// <summary>Whether the row says something on a target, be it that it has no value.</summary>
    public bool Has(int field) => map[field] is var column && (column >= 0 ? _row.Has(column) : column != ColumnMap.NoColumn);

    /// <summary>The bytes of a cell; empty where it has no value.</summary>
    public ReadOnlySpan<byte> Raw(int field) => _lookups is null ? Bytes(map[field]) : Meaning(field);

    /// <summary>The text of a cell in canonical form, or null where it has no value.</summary>
    public string? Text(int field, int maxLength) => TextOf(target.Targets[field], Raw(field), maxLength);

    /// <summary>The key of a cell: a text without control characters.</summary>
    public string? Key(int field, int maxLength)
    {
        string? text = Text(field, maxLength);
        foreach (char c in text ?? string.Empty)
        {
            if (char.IsControl(c))
            {
                Refuse(field, $"the key has the control character U+{(int)c:X4}; remove it");
                return null;
            }
        }

        return text;
    }

    /// <summary>The text of a custom attribute's cell.</summary>
    public string? Attribute(int index, int maxLength) => TextOf(ColumnMap.AttributePrefix + map.Attributes[index].Name, Bytes(map.Attributes[index].Column), maxLength);

    public bool HasAttribute(int index) => map.Attributes[index].Column is var column && (column < 0 || _row.Has(column));

    /// <summary>The number of a cell: digits with at most one decimal point and a sign in front.</summary>
    public decimal? Number(int field)
    {
        ReadOnlySpan<byte> raw = Raw(field);
        if (raw.IsEmpty)
        {
            return null;
        }

        if (raw.Length <= MaxNumberLength && decimal.TryParse(raw, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
        {
            return number;
        }

        Refuse(field, "a number has digits, one decimal point at most and no separators between thousands, for example -1234.56");
        return null;
    }

    /// <summary>The amount of a cell.</summary>
    public Money? Amount(int field, Currency currency)
    {
        if (Number(field) is not { } number)
        {
            return null;
        }

        if (TryMoney(number, currency, out Money amount, out string? rule))
        {
            return amount;
        }

        Refuse(field, rule!);
        return null;
    }

    /// <summary>A number as an amount of a currency.</summary>
    public static bool TryMoney(decimal number, Currency currency, out Money amount, out string? rule)
    {
        amount = default;
        rule = null;
        if (decimal.Round(number, currency.Digits) != number)
        {
            rule = $"an amount of {currency} has at most {currency.Digits} decimals";
            return false;
        }

        decimal minor = number * currency.MinorUnitsPerUnit;
        if (minor is < long.MinValue or > long.MaxValue)
        {
            rule = "the amount is out of range";
            return false;
        }

        amount = Money.OfMinor((long)minor, currency);
        return true;
    }

    /// <summary>A whole number within bounds.</summary>
    public long? Whole(int field, long least, long most)
    {
        if (Number(field) is not { } number)
        {
            return null;
        }

        if (decimal.Truncate(number) == number && number >= least && number <= most)
        {
            return (long)number;
        }

        Refuse(field, string.Create(CultureInfo.InvariantCulture, $"it is a whole number of {least} to {most}"));
        return null;
    }

    /// <summary>A number with six decimals at most, in millionths.</summary>
    public long? Millionths(int field)
    {
        if (Number(field) is not { } number)
        {
            return null;
        }

        if (decimal.Round(number, 6) == number && number is > -9_000_000_000_000m and < 9_000_000_000_000m)
        {
            return (long)(number * 1_000_000m);
        }

        Refuse(field, "the number has more than six decimals or is out of range");
        return null;
    }

    /// <summary>The instant of a cell.</summary>
    public Instant? Moment(int field)
    {
        ReadOnlySpan<byte> raw = Raw(field);
        if (raw.IsEmpty)
        {
            return null;
        }

        if (dates.TryRead(raw, out Instant instant))
        {
            return instant;
        }

        Refuse(field, $"the date is not written as {dates.Form}, or there is no such day");
        return null;
    }

    /// <summary>One of a few words, whatever their case.</summary>
    public T? Word<T>(int field, WordList<T> words)
        where T : struct, Enum
    {
        if (Raw(field).IsEmpty)
        {
            return null;
        }

        string text = Shown(Raw(field));
        if (words.Find(text) is { } value)
        {
            return value;
        }

        Refuse(field, $"it is one of {words}");
        return null;
    }

    /// <summary>Runs a check that raises the SDK's errors, and keeps what it raised.</summary>
    public T? Try<T>(int field, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CrmException error)
        {
            Refuse(field, error.Message);
            return default;
        }
    }

    /// <summary>Notes that a cell breaks a rule.</summary>
    public void Refuse(int field, string rule) => Error ??= new RowError(target.Targets[field], Shown(Raw(field)), rule);

    /// <summary>Notes that an attribute's cell breaks a rule.</summary>
    public void RefuseAttribute(int index, string rule) => Error ??= new RowError(ColumnMap.AttributePrefix + map.Attributes[index].Name, Shown(Bytes(map.Attributes[index].Column)), rule);

    /// <summary>Notes that a target needs a value.</summary>
    public void Need(int field) => Refuse(field, $"'{target.Targets[field]}' needs a value");

    /// <summary>What a cell's word means, where its words are looked up.</summary>
    private ReadOnlySpan<byte> Meaning(int field)
    {
        ReadOnlySpan<byte> raw = Bytes(map[field]);
        if (raw.IsEmpty || _lookups![field] is not { } lookup)
        {
            return raw;
        }

        if (lookup.Values.TryGetValue(Encoding.UTF8.GetString(raw), out byte[]? value))
        {
            return value;
        }

        Error ??= new RowError(target.Targets[field], Shown(raw), $"this is none of the words in {lookup.Name}");
        return default;
    }

    private static (string Name, Dictionary<string, byte[]> Values)?[] Translations(ImportTarget target, IReadOnlyDictionary<string, ImportLookup> lookups) =>
    [
        .. target.Targets.Select(name => lookups.FirstOrDefault(lookup => string.Equals(lookup.Key, name, StringComparison.OrdinalIgnoreCase)).Value is { } lookup
            ? (lookup.Name, lookup.Values.ToDictionary(static pair => pair.Key, static pair => Encoding.UTF8.GetBytes(pair.Value), StringComparer.Ordinal))
            : ((string Name, Dictionary<string, byte[]> Values)?)null),
    ];

    private ReadOnlySpan<byte> Bytes(int column) => column >= 0 ? _row[column] : map.Constant(column);

    private string? TextOf(string name, ReadOnlySpan<byte> raw, int maxLength)
    {
        if (raw.IsEmpty)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(raw);
        text = (guarded ? FormulaGuard.Remove(text) : text).Trim();
        try
        {
            return text.Length == 0 ? null : CanonicalText.Normalize(text, maxLength, name);
        }
        catch (CrmException error)
        {
            Error ??= new RowError(name, Shown(raw), error.Message);
            return null;
        }
    }

    private static string Shown(ReadOnlySpan<byte> raw)
    {
        string text = Encoding.UTF8.GetString(raw);
        return text.Length <= MaxShownLength ? text : string.Concat(text.AsSpan(0, MaxShownLength), "…");
    }
}
