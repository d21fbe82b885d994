using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Reads rows as customers, with the checks and normal forms of DQ-2.</summary>
internal sealed partial class CustomerParser : RowParser
{
    private const int MaxAttributeName = 64;
    private const int MaxAttributeValue = 4_000;
    private const int MaxTextLength = 256;
    private const int MaxListText = 100_000;

    private static readonly SearchValues<char> AttributeName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly Cells _cells;
    private readonly DateReader _birthdays;
    private readonly string? _country;

    public CustomerParser(Cells cells, ImportRequest request)
    {
        _cells = cells;
        _birthdays = DateReader.Create(request.DateFormat, DateTimeZone.Utc);
        _country = request.Country is { } country ? CountryNormalizer.Normalize(country) : null;
        foreach ((string name, _) in cells.Map.Attributes)
        {
            if (name.Length > MaxAttributeName || name.AsSpan().ContainsAnyExcept(AttributeName))
            {
                throw new CrmException(ImportErrorCodes.BadColumns, $"'{ColumnMap.AttributePrefix}{name}' names no attribute: a name takes up to {MaxAttributeName} ASCII letters, digits, '-', '_' or '.'.");
            }
        }
    }

    public override Draft Read(Draft? draft, string key)
    {
        var customer = (CustomerDraft?)draft ?? new CustomerDraft(key);
        for (int target = 0; target < CustomerColumns.Names.Count; target++)
        {
            if (_cells.Has(target))
            {
                customer.Given |= 1 << target;
                ReadField(customer, target);
            }
        }

        if (_cells.Has(CustomerColumns.Latitude) || _cells.Has(CustomerColumns.Longitude))
        {
            customer.Point = ReadPoint();
        }

        for (int i = 0; i < _cells.Map.Attributes.Count; i++)
        {
            if (_cells.HasAttribute(i))
            {
                (customer.Attributes ??= new(StringComparer.Ordinal))[_cells.Map.Attributes[i].Name] = _cells.Attribute(i, MaxAttributeValue);
            }
        }

        return customer;
    }

    private void ReadField(CustomerDraft customer, int target)
    {
        switch (target)
        {
            case CustomerColumns.Kind:
                customer.Kind = _cells.Word(target, CustomerWords.Kinds) ?? customer.Kind;
                break;
            case CustomerColumns.Name:
                customer.Name = Name(target, Customer.MaxNameLength);
                break;
            case CustomerColumns.GivenName:
                customer.GivenName = Name(target, PersonName.MaxLength);
                break;
            case CustomerColumns.FamilyName:
                customer.FamilyName = Name(target, PersonName.MaxLength);
                break;
            case CustomerColumns.Email:
                customer.Email = Normal(target, static (string text, out string? value, out string? rule) => EmailNormalizer.TryNormalize(text, out value, out rule));
                break;
            case CustomerColumns.Phone:
                customer.Phone = Normal(target, ReadPhone);
                break;
            case CustomerColumns.Address:
                customer.Street = _cells.Text(target, MaxTextLength);
                break;
            case CustomerColumns.City:
                customer.City = _cells.Text(target, MaxTextLength);
                break;
            case CustomerColumns.PostalCode:
                customer.PostalCode = _cells.Text(target, MaxTextLength);
                break;
            case CustomerColumns.Birthday:
                customer.Birth = ReadBirthday(target);
                break;
            case CustomerColumns.Gender:
                customer.Gender = _cells.Word(target, CustomerWords.Genders) ?? Gender.Unknown;
                break;
            case CustomerColumns.Country:
                customer.Country = Normal(target, static (string text, out string? value, out string? rule) => CountryNormalizer.TryNormalize(text, out value, out rule));
                break;
            case CustomerColumns.Region:
                customer.Region = _cells.Text(target, Length(CustomerModel.Region));
                break;
            case CustomerColumns.Industry:
                customer.Industry = _cells.Text(target, Length(CustomerModel.Industry));
                break;
            case CustomerColumns.Owner:
                customer.Owner = _cells.Text(target, Length(CustomerModel.Owner));
                break;
            case CustomerColumns.Source:
                customer.Source = _cells.Text(target, Length(CustomerModel.Source));
                break;
            case CustomerColumns.Zone:
                customer.Zone = Normal(target, ReadZone);
                break;
            case CustomerColumns.Language:
                customer.Language = Normal(target, ReadLanguage);
                break;
            case CustomerColumns.Tags:
                customer.Tags = ReadTags(target);
                break;
            case CustomerColumns.ContactPoints:
                customer.ContactPoints = ReadContactPoints(target);
                break;
            default:
                break; // the key is known already, coordinates are read together
        }
    }

    private delegate bool Normalizer(string text, out string? value, out string? rule);

    private string? Normal(int target, Normalizer normalize)
    {
        if (_cells.Text(target, MaxTextLength) is not { } text)
        {
            return null;
        }

        if (normalize(text, out string? value, out string? rule))
        {
            return value;
        }

        _cells.Refuse(target, rule!);
        return null;
    }

    private string? Name(int target, int maxLength) =>
        _cells.Text(target, maxLength) is { } text ? _cells.Try(target, () => NameNormalizer.Normalize(text, maxLength, CustomerColumns.Names[target])) : null;

    /// <summary>A number as one of the row's country, else of the import's.</summary>
    private bool ReadPhone(string text, out string? phone, out string? rule)
    {
        string? named = _cells.Text(CustomerColumns.Country, MaxTextLength);
        string? country = named is not null && CountryNormalizer.TryNormalize(named, out string? code, out _) ? code : _country;
        return PhoneNormalizer.TryNormalize(text, country, out phone, out rule);
    }

    private BirthDate? ReadBirthday(int target)
    {
        ReadOnlySpan<byte> raw = _cells.Raw(target);
        if (raw.IsEmpty)
        {
            return null;
        }

        if (_birthdays.TryRead(raw, out Instant day))
        {
            LocalDate date = day.InUtc().Date;
            return BirthDate.Gregorian(date.Year, date.Month, date.Day);
        }

        return _cells.Text(target, MaxTextLength) is { } text ? _cells.Try(target, () => BirthDate.Parse(text)) : null;
    }

    private GeoPoint? ReadPoint()
    {
        decimal? latitude = _cells.Number(CustomerColumns.Latitude), longitude = _cells.Number(CustomerColumns.Longitude);
        GeoDatum datum = _cells.Word(CustomerColumns.Datum, CustomerWords.Datums) ?? GeoDatum.Wgs84;
        if (latitude is null != longitude is null)
        {
            _cells.Refuse(latitude is null ? CustomerColumns.Latitude : CustomerColumns.Longitude, "a place needs its latitude and its longitude");
        }

        return latitude is { } north && longitude is { } east ? _cells.Try(CustomerColumns.Latitude, () => GeoPoint.Of(north, east, datum)) : null;
    }

    private static bool ReadZone(string text, out string? zone, out string? rule)
    {
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)?.Id;
        rule = zone is null ? "a zone is an id of the IANA database, such as Asia/Shanghai" : null;
        return zone is not null;
    }

    private static bool ReadLanguage(string text, out string? language, out string? rule)
    {
        bool isTag = text.Length <= Length(new FieldId("language")) && LanguageTag().IsMatch(text);
        language = isTag ? text : null;
        rule = isTag ? null : "a language is a tag of BCP 47, such as en or zh-Hans";
        return isTag;
    }

    /// <summary>Tags parted by semicolons, or a JSON array of them.</summary>
    private ValueList<string> ReadTags(int target)
    {
        if (_cells.Text(target, MaxListText) is not { } text)
        {
            return default;
        }

        IReadOnlyList<string?>? tags = text.StartsWith('[')
            ? ReadJson(target, text, CustomerJson.Default.IReadOnlyListString, "tags are parted by ';' or are a JSON array of texts")
            : text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return _cells.Try(target, () => (tags ?? [])
            .Select(static tag => CanonicalText.Require((tag ?? string.Empty).Trim(), MaxTextLength, "tag"))
            .Distinct(StringComparer.Ordinal)
            .Order(Comparer<string>.Create(CanonicalText.Compare))
            .ToValueList());
    }

    private ValueList<ContactPoint> ReadContactPoints(int target)
    {
        if (_cells.Text(target, MaxListText) is not { } text)
        {
            return default;
        }

        IReadOnlyList<ContactPoint> points =
            ReadJson(target, text, CustomerJson.Default.IReadOnlyListContactPoint, """contact points are a JSON array such as [{"kind":"Phone","value":"+861062345678","label":"work"}]""") ?? [];
        return _cells.Try(target, () => points.Select(static point => new ContactPoint(
            point.Kind,
            CanonicalText.Require(point.Value ?? string.Empty, ContactPoint.MaxLength, "value"),
            point.Label is { } label ? CanonicalText.Require(label, MaxTextLength, "label") : null)).ToValueList());
    }

    private T? ReadJson<T>(int target, string text, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string rule)
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            _cells.Refuse(target, rule);
            return default;
        }
    }

    private static int Length(FieldId field) => CustomerModel.Kind.Field(field).MaxLength ?? int.MaxValue;

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
