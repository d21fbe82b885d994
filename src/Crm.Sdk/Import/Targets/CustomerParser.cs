using System.Buffers;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Reads rows as customers, with the checks and normal forms of DQ-2.</summary>
internal sealed class CustomerParser : RowParser
{
    private const int MaxAttributeName = 64;

    private static readonly SearchValues<char> AttributeName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly Cells _cells;
    private readonly CellTexts _texts;
    private readonly AttributeCatalogue _attributes;

    public CustomerParser(Cells cells, ImportRequest request, AttributeCatalogue attributes)
    {
        _cells = cells;
        _texts = new CellTexts(cells, request);
        _attributes = attributes;
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
        var customer = (CustomerDraft?)draft ?? new CustomerDraft(key, _attributes);
        for (int target = 0; target < CustomerColumns.Names.Count; target++)
        {
            if (_cells.Has(target))
            {
                customer.Given |= 1L << target;
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
                (customer.Attributes ??= new(StringComparer.Ordinal))[_cells.Map.Attributes[i].Name] = ReadAttribute(i);
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
                customer.Name = _texts.Name(target, Customer.MaxNameLength, CustomerColumns.Names[target]);
                break;
            case CustomerColumns.GivenName:
                customer.GivenName = _texts.Name(target, PersonName.MaxLength, CustomerColumns.Names[target]);
                break;
            case CustomerColumns.FamilyName:
                customer.FamilyName = _texts.Name(target, PersonName.MaxLength, CustomerColumns.Names[target]);
                break;
            case CustomerColumns.Email:
                customer.Email = _texts.Email(target);
                break;
            case CustomerColumns.Phone:
                customer.Phone = _texts.Phone(target, CustomerColumns.Country);
                break;
            case CustomerColumns.Address:
                customer.Street = _cells.Text(target, CellTexts.MaxText);
                break;
            case CustomerColumns.City:
                customer.City = _cells.Text(target, CellTexts.MaxText);
                break;
            case CustomerColumns.PostalCode:
                customer.PostalCode = _cells.Text(target, CellTexts.MaxText);
                break;
            case CustomerColumns.Birthday:
                customer.Birth = _texts.Birthday(target);
                break;
            case CustomerColumns.Gender:
                customer.Gender = _cells.Word(target, CustomerWords.Genders) ?? Gender.Unknown;
                break;
            case CustomerColumns.Country:
                customer.Country = _texts.Country(target);
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
                customer.Zone = _texts.Zone(target);
                break;
            case CustomerColumns.Language:
                customer.Language = _texts.Language(target);
                break;
            case CustomerColumns.Tags:
                customer.Tags = _texts.Tags(target);
                break;
            case CustomerColumns.ContactPoints:
                customer.ContactPoints = _texts.ContactPoints(target);
                break;
            case CustomerColumns.EmailState:
                customer.EmailState = _cells.Word(target, CustomerWords.ContactStates) ?? ContactPointState.Unverified;
                break;
            case CustomerColumns.EmailStateSince:
                customer.EmailStateSince = _texts.Day(target);
                break;
            case CustomerColumns.PhoneState:
                customer.PhoneState = _cells.Word(target, CustomerWords.ContactStates) ?? ContactPointState.Unverified;
                break;
            case CustomerColumns.PhoneStateSince:
                customer.PhoneStateSince = _texts.Day(target);
                break;
            case CustomerColumns.Team:
                customer.Team = _cells.Text(target, Length(CustomerModel.Team));
                break;
            case CustomerColumns.Territory:
                customer.Territory = _cells.Text(target, Length(CustomerModel.Territory));
                break;
            case CustomerColumns.Relationship:
                customer.Relationship = _cells.Text(target, Length(CustomerModel.Relationship));
                break;
            case CustomerColumns.Campaign:
                customer.Campaign = _cells.Text(target, CellTexts.MaxText);
                break;
            case CustomerColumns.Currency:
                customer.Currency = _texts.Currency(target)?.Code;
                break;
            case CustomerColumns.Addresses:
                customer.Addresses = ReadAddresses(target);
                break;
            case CustomerColumns.Sources:
                customer.Sources = ReadSources(target);
                break;
            case CustomerColumns.State:
                customer.State = _cells.Word(target, CustomerWords.States) ?? CustomerState.Active;
                break;
            case CustomerColumns.MergedInto:
                customer.MergeInto(_cells.Text(target, Length(CustomerModel.Key)));
                break;
            default:
                break; // the key is known already, coordinates are read together
        }
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

    private ValueList<FurtherAddress> ReadAddresses(int target)
    {
        IReadOnlyList<FurtherAddress> addresses = _texts.Json(
            target, CustomerJson.Default.IReadOnlyListFurtherAddress, """further addresses are a JSON array such as [{"label":"delivery","address":{"street":"1 High St","city":"Leeds"},"country":"GB"}]""") ?? [];
        if (addresses.Any(static address => string.IsNullOrWhiteSpace(address.Label) || address.Address is null))
        {
            _cells.Refuse(target, "a further address needs its label and its address");
        }

        return addresses.ToValueList();
    }

    private ValueList<InformationSource> ReadSources(int target)
    {
        IReadOnlyList<InformationSource> sources = _texts.Json(
            target, CustomerJson.Default.IReadOnlyListInformationSource, """sources are a JSON array such as [{"field":"phone","channel":"interview","collectedOn":"2026-03-01"}]""") ?? [];
        if (sources.Any(static source => string.IsNullOrWhiteSpace(source.Field)) || sources.DistinctBy(static source => source.Field).Count() < sources.Count)
        {
            _cells.Refuse(target, "each source names a field, and each field stands once");
        }

        return sources.OrderBy(static source => source.Field, StringComparer.Ordinal).ToValueList();
    }

    /// <summary>The value of an attribute in canonical text, by its declaration where there is one.</summary>
    private string? ReadAttribute(int index)
    {
        string name = _cells.Map.Attributes[index].Name;
        string? value = _cells.Attribute(index, AttributeDefinition.MaxValueLength);
        if (value is null || _attributes.Find(name) is not { } declared)
        {
            return value;
        }

        try
        {
            return declared.Canonicalise(value);
        }
        catch (CrmException error)
        {
            _cells.RefuseAttribute(index, error.Message);
            return null;
        }
    }

    private static int Length(FieldId field) => CustomerModel.Kind.Field(field).MaxLength ?? int.MaxValue;
}
