using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>How customers are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CustomerModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>The shown name.</summary>
    public static FieldId Name { get; } = "name";

    /// <summary>The main e-mail address.</summary>
    public static FieldId Email { get; } = "email";

    /// <summary>The main telephone number.</summary>
    public static FieldId Phone { get; } = "phone";

    /// <summary>The region.</summary>
    public static FieldId Region { get; } = "region";

    /// <summary>The country.</summary>
    public static FieldId Country { get; } = "country";

    /// <summary>What the customer is to the company.</summary>
    public static FieldId Relationship { get; } = "relationship";

    /// <summary>The industry.</summary>
    public static FieldId Industry { get; } = "industry";

    /// <summary>The owner.</summary>
    public static FieldId Owner { get; } = "owner";

    /// <summary>The acquisition source.</summary>
    public static FieldId Source { get; } = "source";

    /// <summary>The run that added the record, such as an import.</summary>
    public static FieldId Run { get; } = "run";

    /// <summary>The team.</summary>
    public static FieldId Team { get; } = "team";

    /// <summary>The territory.</summary>
    public static FieldId Territory { get; } = "territory";

    /// <summary>The number of <see cref="CustomerState"/>; no value where the archive is in use.</summary>
    public static FieldId State { get; } = "state";

    /// <summary>The customer into which this one was merged.</summary>
    public static FieldId MergedInto { get; } = "merged-into";

    /// <summary>The key of the name, by which one customer is looked up among many: <see cref="CustomerNameKey"/>.</summary>
    public static FieldId NameKey { get; } = "name-key";

    /// <summary>Where the main address is on the earth, as a point of a sphere: x, y and z in whole billionths of its radius; no value where the address has no point.</summary>
    public static ValueList<FieldId> Place { get; } = ["place-x", "place-y", "place-z"];

    /// <summary>The customers whose archive is in use: what lists show unless asked otherwise.</summary>
    public static Condition IsActive { get; } = Condition.HasNo(State);

    /// <summary>The kind <c>customer</c> without attributes that a host or a plugin defines.</summary>
    public static KindModel Kind { get; } = Build([]);

    /// <summary>The kind <c>customer</c> with a field <c>attr.NAME</c> for each defined attribute, whose values it checks.</summary>
    /// <param name="attributes">The definitions, each name once.</param>
    /// <exception cref="CrmException">CRM2023: a name stands twice.</exception>
    public static KindModel With(IReadOnlyList<AttributeDefinition> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return Build(attributes);
    }

    private static KindModel Build(IReadOnlyList<AttributeDefinition> definitions)
    {
        var kind = new KindBuilder<Customer>("customer", static c => c.Id);
        kind.About(static c => c.Id);
        FieldHandle<string?> key = kind.Text(Key, static c => c.Key, maxLength: Customer.MaxKeyLength);
        FieldHandle<long?> type = kind.Int("kind", static c => (long)c.Kind);
        FieldHandle<string?> name = kind.Text(Name, static c => c.Name, personal: true, maxLength: Customer.MaxNameLength);
        FieldHandle<PersonName?> person = kind.Json("person", static c => c.Person, CustomerJson.Default.PersonName, personal: true);
        FieldHandle<string?> birth = kind.Text("birth", static c => c.Birth?.ToString(), personal: true, maxLength: 20);
        FieldHandle<long?> gender = kind.Int("gender", static c => c.Gender == Gender.Unknown ? null : (long)c.Gender, personal: true);
        FieldHandle<string?> email = kind.Text(Email, static c => c.Email, indexed: true, personal: true, maxLength: ContactPoint.MaxLength);
        FieldHandle<string?> phone = kind.Text(Phone, static c => c.Phone, indexed: true, personal: true, maxLength: 64);
        FieldHandle<IReadOnlyList<ContactPoint>?> contacts = kind.Json("contact-points", static c => List(c.ContactPoints), CustomerJson.Default.IReadOnlyListContactPoint, personal: true);
        FieldHandle<PostalAddress?> address = kind.Json("address", static c => c.Address, CustomerJson.Default.PostalAddress, personal: true);
        FieldHandle<string?> country = kind.Text(Country, static c => c.Country, maxLength: 2);
        FieldHandle<string?> region = kind.Text(Region, static c => c.Region);
        FieldHandle<string?> industry = kind.Text(Industry, static c => c.Industry);
        FieldHandle<string?> owner = kind.Text(Owner, static c => c.Owner, indexed: true);
        FieldHandle<string?> source = kind.Text(Source, static c => c.Source);
        FieldHandle<string?> zone = kind.Text("zone", static c => c.Zone, maxLength: 64);
        FieldHandle<string?> language = kind.Text("language", static c => c.Language, maxLength: 35);
        FieldHandle<IReadOnlyList<string>?> tags = kind.Json("tags", static c => List(c.Tags), CustomerJson.Default.IReadOnlyListString);
        FieldHandle<IReadOnlyList<AttributeValue>?> attributes = kind.Json("attributes", static c => List(c.Attributes), CustomerJson.Default.IReadOnlyListAttributeValue, personal: true);
        FieldHandle<Instant?> createdAt = kind.Instant("created-at", static c => c.Origin?.At);
        FieldHandle<string?> createdBy = kind.Text("created-by", static c => c.Origin?.By.Value, maxLength: ActorId.MaxLength);
        FieldHandle<RecordId?> run = kind.Id(Run, static c => c.Origin?.Run);
        FieldHandle<long?> emailState = kind.Int("email-state", static c => c.EmailState == ContactPointState.Unverified ? null : (long)c.EmailState);
        FieldHandle<LocalDate?> emailSince = kind.Date("email-state-since", static c => c.EmailStateSince);
        FieldHandle<long?> phoneState = kind.Int("phone-state", static c => c.PhoneState == ContactPointState.Unverified ? null : (long)c.PhoneState);
        FieldHandle<LocalDate?> phoneSince = kind.Date("phone-state-since", static c => c.PhoneStateSince);
        FieldHandle<IReadOnlyList<FurtherAddress>?> addresses = kind.Json("addresses", static c => List(c.Addresses), CustomerJson.Default.IReadOnlyListFurtherAddress, personal: true);
        FieldHandle<string?> team = kind.Text(Team, static c => c.Team);
        FieldHandle<string?> territory = kind.Text(Territory, static c => c.Territory);
        FieldHandle<string?> campaign = kind.Text("campaign", static c => c.Campaign);
        FieldHandle<string?> relationship = kind.Text(Relationship, static c => c.Relationship, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> currency = kind.Text("currency", static c => c.Currency, maxLength: 3);
        FieldHandle<IReadOnlyList<InformationSource>?> sources = kind.Json("sources", static c => List(c.Sources), CustomerJson.Default.IReadOnlyListInformationSource);
        FieldHandle<long?> state = kind.Int(State, static c => c.State == CustomerState.Active ? null : (long)c.State);
        FieldHandle<RecordId?> mergedInto = kind.Id(MergedInto, static c => c.MergedInto, indexed: true);
        kind.Computed(NameKey, FieldType.Text, static c => CustomerNameKey.Of(c) is { } nameKey ? FieldValue.Of(nameKey) : FieldValue.Null, indexed: true, personal: true, maxLength: CustomerNameKey.MaxLength);
        Func<EarthVector, long>[] axes = [static place => place.X, static place => place.Y, static place => place.Z];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            Func<EarthVector, long> along = axes[axis];
            kind.Computed(Place[axis], FieldType.Int, c => c.Address?.Point is { } point ? FieldValue.Of(along(EarthVector.Of(point))) : FieldValue.Null, personal: true, kept: true);
        }

        foreach (AttributeDefinition definition in definitions)
        {
            kind.Computed(definition.Field, definition.FieldType, definition.ValueOf, definition.Indexed, definition.Personal, definition.FieldType == FieldType.Text ? definition.MaxLength : null);
        }

        kind.CheckedBy(customer => CustomerRules.Check(customer, definitions));
        kind.StampedBy(static (c, origin) => c with { Origin = origin });
        kind.Unique("key", Key);
        return kind.ComposedBy(row => new Customer
        {
            Id = (CustomerId)row.Id,
            Kind = (CustomerKind)row.Need(type),
            Key = row.Get(key),
            Name = row.Get(name),
            Person = row.Get(person),
            Birth = row.Get(birth) is { } written ? BirthDate.Parse(written) : null,
            Gender = (Gender)(row.Get(gender) ?? 0),
            Email = row.Get(email),
            Phone = row.Get(phone),
            ContactPoints = row.Get(contacts)?.ToValueList() ?? default,
            Address = row.Get(address),
            Country = row.Get(country),
            Region = row.Get(region),
            Industry = row.Get(industry),
            Owner = row.Get(owner),
            Source = row.Get(source),
            EmailState = (ContactPointState)(row.Get(emailState) ?? 0),
            EmailStateSince = row.Get(emailSince),
            PhoneState = (ContactPointState)(row.Get(phoneState) ?? 0),
            PhoneStateSince = row.Get(phoneSince),
            Addresses = row.Get(addresses)?.ToValueList() ?? default,
            Team = row.Get(team),
            Territory = row.Get(territory),
            Campaign = row.Get(campaign),
            Relationship = row.Get(relationship),
            Currency = row.Get(currency),
            Sources = row.Get(sources)?.ToValueList() ?? default,
            State = (CustomerState)(row.Get(state) ?? 0),
            MergedInto = row.Get(mergedInto) is { } survivor ? (CustomerId)survivor : null,
            Zone = row.Get(zone),
            Language = row.Get(language),
            Tags = row.Get(tags)?.ToValueList() ?? default,
            Attributes = row.Get(attributes)?.ToValueList() ?? default,
            Origin = row.Get(createdAt) is { } at ? new Origin(at, row.Need(createdBy), row.Get(run)) : null,
        });
    }

    private static IReadOnlyList<T>? List<T>(ValueList<T> items) => items.IsEmpty ? null : items.Items;
}
