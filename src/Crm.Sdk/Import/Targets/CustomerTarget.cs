using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Customers, one a row.</summary>
internal sealed class CustomerTarget : ImportTarget
{
    public override string Name => "customers";

    public override KindModel Kind => CustomerModel.Kind;

    public override FieldId KeyField => CustomerModel.Key;

    public override IReadOnlyList<string> Targets => CustomerColumns.Names;

    public override bool HasAttributes => true;

    public override bool HasReferences => true;

    public override IReadOnlyList<(int Target, int KindTarget)> OfOwnKind => [(CustomerColumns.MergedInto, -1)];

    public override IEnumerable<RecordRef> ReferencesOf(object entity) => ((Customer)entity).MergedInto is { } survivor ? [new RecordRef(Kind.Kind, survivor)] : [];

    public override string? Missing(ColumnMap map, ImportRequest request) => map.Attributes.Count > 0 || Enumerable.Range(0, Targets.Count).Any(map.Maps)
        ? null
        : "No column has the name of a target; name columns with --map TARGET=COLUMN, for example --map key=customer_id.";

    public override void Check(ImportRequest request, ColumnMap map)
    {
        // Customers need no options of their own.
    }

    public override RowParser Parser(Cells cells, ImportRequest request, AttributeCatalogue attributes) => new CustomerParser(cells, request, attributes);

    public override object Apply(Draft draft, object? existing, CustomerId customer, ReferenceIds references)
    {
        var rows = (CustomerDraft)draft;
        Customer before = (Customer?)existing ?? new Customer { Id = (CustomerId)rows.NewId, Kind = CustomerKind.Individual, Key = rows.Key };
        PersonName? person = Person(before.Person, rows);
        Customer after = before with
        {
            Kind = rows.Kind ?? before.Kind,
            Person = person,
            Name = rows.Says(CustomerColumns.Name) ? rows.Name : rows.SaysAny(CustomerColumns.GivenName, CustomerColumns.FamilyName) ? person?.Full : before.Name,
            Birth = rows.Says(CustomerColumns.Birthday) ? rows.Birth : before.Birth,
            Gender = rows.Says(CustomerColumns.Gender) ? rows.Gender : before.Gender,
            Email = rows.Says(CustomerColumns.Email) ? rows.Email : before.Email,
            Phone = rows.Says(CustomerColumns.Phone) ? rows.Phone : before.Phone,
            ContactPoints = rows.Says(CustomerColumns.ContactPoints) ? rows.ContactPoints : before.ContactPoints,
            Address = Address(before.Address, rows),
            Country = rows.Says(CustomerColumns.Country) ? rows.Country : before.Country,
            Region = rows.Says(CustomerColumns.Region) ? rows.Region : before.Region,
            Industry = rows.Says(CustomerColumns.Industry) ? rows.Industry : before.Industry,
            Owner = rows.Says(CustomerColumns.Owner) ? rows.Owner : before.Owner,
            Source = rows.Says(CustomerColumns.Source) ? rows.Source : before.Source,
            Zone = rows.Says(CustomerColumns.Zone) ? rows.Zone : before.Zone,
            Language = rows.Says(CustomerColumns.Language) ? rows.Language : before.Language,
            Tags = rows.Says(CustomerColumns.Tags) ? rows.Tags : before.Tags,
            Attributes = Attributes(before.Attributes, rows.Attributes),
        };
        if (rows.Given >= 1L << CustomerColumns.EmailState)
        {
            after = Archive(after, rows, references);
        }

        CustomerRules.Check(after, rows.Declared.All);
        return after;
    }

    /// <summary>What only files that know the whole archive say.</summary>
    private static Customer Archive(Customer before, CustomerDraft rows, ReferenceIds references) => before with
    {
        EmailState = rows.Says(CustomerColumns.EmailState) ? rows.EmailState : before.EmailState,
        EmailStateSince = rows.Says(CustomerColumns.EmailStateSince) ? rows.EmailStateSince : before.EmailStateSince,
        PhoneState = rows.Says(CustomerColumns.PhoneState) ? rows.PhoneState : before.PhoneState,
        PhoneStateSince = rows.Says(CustomerColumns.PhoneStateSince) ? rows.PhoneStateSince : before.PhoneStateSince,
        Team = rows.Says(CustomerColumns.Team) ? rows.Team : before.Team,
        Territory = rows.Says(CustomerColumns.Territory) ? rows.Territory : before.Territory,
        Campaign = rows.Says(CustomerColumns.Campaign) ? rows.Campaign : before.Campaign,
        Relationship = rows.Says(CustomerColumns.Relationship) ? rows.Relationship : before.Relationship,
        Currency = rows.Says(CustomerColumns.Currency) ? rows.Currency : before.Currency,
        Addresses = rows.Says(CustomerColumns.Addresses) ? rows.Addresses : before.Addresses,
        Sources = rows.Says(CustomerColumns.Sources) ? rows.Sources : before.Sources,
        State = rows.State ?? before.State,
        MergedInto = !rows.Says(CustomerColumns.MergedInto) ? before.MergedInto : rows.References is [var survivor] ? (CustomerId)references[survivor] : null,
    };

    private static PersonName? Person(PersonName? before, CustomerDraft rows)
    {
        string? given = rows.Says(CustomerColumns.GivenName) ? rows.GivenName : before?.Given;
        string? family = rows.Says(CustomerColumns.FamilyName) ? rows.FamilyName : before?.Family;
        return given is null && family is null ? null : PersonName.Of(given, family);
    }

    private static PostalAddress? Address(PostalAddress? before, CustomerDraft rows)
    {
        if (!rows.SaysAny(CustomerColumns.Address, CustomerColumns.City, CustomerColumns.PostalCode, CustomerColumns.Latitude, CustomerColumns.Longitude))
        {
            return before;
        }

        var address = new PostalAddress
        {
            Street = rows.Says(CustomerColumns.Address) ? rows.Street : before?.Street,
            City = rows.Says(CustomerColumns.City) ? rows.City : before?.City,
            PostalCode = rows.Says(CustomerColumns.PostalCode) ? rows.PostalCode : before?.PostalCode,
            Point = rows.SaysAny(CustomerColumns.Latitude, CustomerColumns.Longitude) ? rows.Point : before?.Point,
        };
        return address == new PostalAddress() ? null : address;
    }

    private static ValueList<AttributeValue> Attributes(ValueList<AttributeValue> before, Dictionary<string, string?>? rows)
    {
        if (rows is null)
        {
            return before;
        }

        var values = before.ToDictionary(static attribute => attribute.Name, static attribute => (string?)attribute.Value, StringComparer.Ordinal);
        foreach ((string name, string? value) in rows)
        {
            values[name] = value;
        }

        return values
            .Where(static pair => pair.Value is not null)
            .Select(static pair => new AttributeValue(pair.Key, pair.Value!))
            .OrderBy(static attribute => attribute.Name, Comparer<string>.Create(CanonicalText.Compare))
            .ToValueList();
    }
}
