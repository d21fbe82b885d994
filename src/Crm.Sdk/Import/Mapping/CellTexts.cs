using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Reads cells that hold what the archive keeps in one form: names, e-mail addresses, telephone numbers, days, zones, lists (DQ-2).</summary>
/// <remarks>Not thread-safe; one row at a time.</remarks>
internal sealed partial class CellTexts
{
    /// <summary>The greatest length of a text without a limit of its own.</summary>
    public const int MaxText = 256;

    private const int MaxList = 100_000;
    private const int MaxLanguage = 35;

    private readonly Cells _cells;
    private readonly DateReader _days;
    private readonly string? _country;

    public CellTexts(Cells cells, ImportRequest request)
    {
        _cells = cells;
        _days = DateReader.Create(request.DateFormat, DateTimeZone.Utc); // a day is that day in every zone
        _country = request.Country is { } country ? CountryNormalizer.Normalize(country) : null;
    }

    private delegate bool Normalizer(string text, out string? value, out string? rule);

    public string? Email(int field) => Normal(field, static (string text, out string? value, out string? rule) => EmailNormalizer.TryNormalize(text, out value, out rule));

    public string? Country(int field) => Normal(field, static (string text, out string? value, out string? rule) => CountryNormalizer.TryNormalize(text, out value, out rule));

    public string? Zone(int field) => Normal(field, ReadZone);

    public string? Language(int field) => Normal(field, ReadLanguage);

    /// <summary>A number as one of the row's country, else of the import's.</summary>
    public string? Phone(int field, int countryField) => Normal(field, (string text, out string? phone, out string? rule) =>
    {
        string? named = _cells.Text(countryField, MaxText);
        return PhoneNormalizer.TryNormalize(text, named is not null && CountryNormalizer.TryNormalize(named, out string? code, out _) ? code : _country, out phone, out rule);
    });

    public string? Name(int field, int maxLength, string name) =>
        _cells.Text(field, maxLength) is { } text ? _cells.Try(field, () => NameNormalizer.Normalize(text, maxLength, name)) : null;

    /// <summary>A code of an open set.</summary>
    public string? Code(int field, string name)
    {
        string? code = _cells.Text(field, MaxText);
        return code is null ? null : _cells.Try(field, () =>
        {
            Require.Code(code, name);
            return code;
        });
    }

    public LocalDate? Day(int field)
    {
        ReadOnlySpan<byte> raw = _cells.Raw(field);
        if (raw.IsEmpty)
        {
            return null;
        }

        if (_days.TryRead(raw, out Instant day))
        {
            return day.InUtc().Date;
        }

        _cells.Refuse(field, $"the date is not written as {_days.Form}, or there is no such day");
        return null;
    }

    public BirthDate? Birthday(int field)
    {
        ReadOnlySpan<byte> raw = _cells.Raw(field);
        if (raw.IsEmpty)
        {
            return null;
        }

        if (_days.TryRead(raw, out Instant day))
        {
            LocalDate date = day.InUtc().Date;
            return BirthDate.Gregorian(date.Year, date.Month, date.Day);
        }

        return _cells.Text(field, MaxText) is { } text ? _cells.Try(field, () => BirthDate.Parse(text)) : null;
    }

    /// <summary>The code of a currency.</summary>
    public Currency? Currency(int field)
    {
        if (_cells.Text(field, 8) is not { } code)
        {
            return null;
        }

        if (Sdk.Currency.TryParse(code.ToUpperInvariant(), out Currency currency))
        {
            return currency;
        }

        _cells.Refuse(field, "it is no active currency of ISO 4217; write three letters such as CNY");
        return null;
    }

    /// <summary>Texts parted by semicolons, or a JSON array of them.</summary>
    public ValueList<string> Tags(int field)
    {
        if (_cells.Text(field, MaxList) is not { } text)
        {
            return default;
        }

        IReadOnlyList<string?>? tags = text.StartsWith('[')
            ? ReadJson(field, text, CustomerJson.Default.IReadOnlyListString, "tags are parted by ';' or are a JSON array of texts")
            : text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return _cells.Try(field, () => (tags ?? [])
            .Select(static tag => CanonicalText.Require((tag ?? string.Empty).Trim(), MaxText, "tag"))
            .Distinct(StringComparer.Ordinal)
            .Order(Comparer<string>.Create(CanonicalText.Compare))
            .ToValueList());
    }

    public ValueList<ContactPoint> ContactPoints(int field)
    {
        IReadOnlyList<ContactPoint> points =
            Json(field, CustomerJson.Default.IReadOnlyListContactPoint, """contact points are a JSON array such as [{"kind":"Phone","value":"+861062345678","label":"work"}]""") ?? [];
        return _cells.Try(field, () => points.Select(static point => point with
        {
            Value = CanonicalText.Require(point.Value ?? string.Empty, ContactPoint.MaxLength, "value"),
            Label = point.Label is { } label ? CanonicalText.Require(label, MaxText, "label") : null,
        }).ToValueList());
    }

    /// <summary>What a cell holds as JSON, null where it has no value or another form.</summary>
    public T? Json<T>(int field, JsonTypeInfo<T> type, string rule)
        where T : class => _cells.Text(field, MaxList) is { } text ? ReadJson(field, text, type, rule) : null;

    private T? ReadJson<T>(int field, string text, JsonTypeInfo<T> type, string rule)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            _cells.Refuse(field, rule);
            return null;
        }
    }

    private string? Normal(int field, Normalizer normalize)
    {
        if (_cells.Text(field, MaxText) is not { } text)
        {
            return null;
        }

        if (normalize(text, out string? value, out string? rule))
        {
            return value;
        }

        _cells.Refuse(field, rule!);
        return null;
    }

    private static bool ReadZone(string text, out string? zone, out string? rule)
    {
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)?.Id;
        rule = zone is null ? "a zone is an id of the IANA database, such as Asia/Shanghai" : null;
        return zone is not null;
    }

    private static bool ReadLanguage(string text, out string? language, out string? rule)
    {
        bool isTag = text.Length <= MaxLanguage && LanguageTag().IsMatch(text);
        language = isTag ? text : null;
        rule = isTag ? null : "a language is a tag of BCP 47, such as en or zh-Hans";
        return isTag;
    }

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
