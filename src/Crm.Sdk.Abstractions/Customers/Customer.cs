using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>A customer, 客户: an individual or an enterprise, and what is known of it.</summary>
/// <remarks>
/// Immutable: a change is <c>customer with { … }</c> given to the session, which writes the revision. Texts must be in canonical form
/// (<see cref="CanonicalText"/>); the session refuses others. Thread-safe.
/// </remarks>
public sealed record Customer
{
    /// <summary>The greatest length of a name, in UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 128;

    /// <summary>The customer's id.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>Individual or enterprise.</summary>
    public required CustomerKind Kind { get; init; }

    /// <summary>The key by which other systems know the customer; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>The name as it is shown: a person's full name, an enterprise's legal name.</summary>
    public string? Name { get; init; }

    /// <summary>A person's name in parts, where they are known.</summary>
    public PersonName? Person { get; init; }

    /// <summary>A person's birthday, an enterprise's day of foundation.</summary>
    public BirthDate? Birth { get; init; }

    /// <summary>A person's gender.</summary>
    public Gender Gender { get; init; }

    /// <summary>The main e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The main telephone number, in E.164 where it could be read so.</summary>
    public string? Phone { get; init; }

    /// <summary>Whether the main e-mail address may be used and is known to work.</summary>
    public ContactPointState EmailState { get; init; }

    /// <summary>Since when the main e-mail address has its state.</summary>
    public LocalDate? EmailStateSince { get; init; }

    /// <summary>Whether the main telephone number may be used and is known to work.</summary>
    public ContactPointState PhoneState { get; init; }

    /// <summary>Since when the main telephone number has its state.</summary>
    public LocalDate? PhoneStateSince { get; init; }

    /// <summary>Further contact points.</summary>
    public ValueList<ContactPoint> ContactPoints { get; init; }

    /// <summary>The main address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>Further addresses, each with what it is for.</summary>
    public ValueList<FurtherAddress> Addresses { get; init; }

    /// <summary>The country, ISO 3166-1 alpha-2, upper case.</summary>
    public string? Country { get; init; }

    /// <summary>The region, as the tenant divides its market.</summary>
    public string? Region { get; init; }

    /// <summary>The industry.</summary>
    public string? Industry { get; init; }

    /// <summary>The employee who looks after the customer, by the key of the tenant's directory.</summary>
    public string? Owner { get; init; }

    /// <summary>The team that the customer belongs to.</summary>
    public string? Team { get; init; }

    /// <summary>The sales territory that the customer belongs to.</summary>
    public string? Territory { get; init; }

    /// <summary>How the customer was won: campaign, referral, website, a prospecting method of G5 (CU-9).</summary>
    public string? Source { get; init; }

    /// <summary>The campaign by which the customer was won.</summary>
    public string? Campaign { get; init; }

    /// <summary>What the customer is to the company, of <see cref="CompanyRelationships"/> or another code; null where nothing beyond <see cref="Kind"/> is known.</summary>
    public string? Relationship { get; init; }

    /// <summary>The customer's time zone, an id of the IANA database; the tenant's where unknown.</summary>
    public string? Zone { get; init; }

    /// <summary>The language in which the customer is addressed, a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>The currency in which the customer likes to deal, ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Tags, each once, by code point.</summary>
    public ValueList<string> Tags { get; init; }

    /// <summary>
    /// Attributes, each name once, by name: the facets of G1 and G2 and whatever hosts and plugins declare (<see cref="AttributeDefinition"/>). An attribute that nobody declared is kept as text.
    /// </summary>
    public ValueList<AttributeValue> Attributes { get; init; }

    /// <summary>Where fields and attributes come from, each field once, by field.</summary>
    public ValueList<InformationSource> Sources { get; init; }

    /// <summary>Whether the archive is in use.</summary>
    public CustomerState State { get; init; }

    /// <summary>The customer into which this one was merged; null unless <see cref="State"/> is <see cref="CustomerState.Merged"/>.</summary>
    public CustomerId? MergedInto { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>All contact points: the main e-mail address, the main telephone number, then the further ones.</summary>
    public IEnumerable<ContactPoint> AllContactPoints
    {
        get
        {
            if (Email is not null)
            {
                yield return new ContactPoint(ContactPointKind.Email, Email) { State = EmailState, StateSince = EmailStateSince };
            }

            if (Phone is not null)
            {
                yield return new ContactPoint(ContactPointKind.Phone, Phone) { State = PhoneState, StateSince = PhoneStateSince };
            }

            foreach (ContactPoint point in ContactPoints)
            {
                yield return point;
            }
        }
    }

    /// <summary>The canonical text of an attribute, or null where the customer does not have it.</summary>
    /// <param name="name">The attribute's name, without <c>attr.</c>.</param>
    public string? Attribute(string name)
    {
        foreach (AttributeValue attribute in Attributes)
        {
            if (string.Equals(attribute.Name, name, StringComparison.Ordinal))
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>The same customer with an attribute set, or taken away where the value is null.</summary>
    /// <param name="name">The attribute's name, without <c>attr.</c>.</param>
    /// <param name="value">Its value in canonical text (<see cref="AttributeDefinition.Canonicalise"/>), or null.</param>
    public Customer WithAttribute(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        IEnumerable<AttributeValue> others = Attributes.Where(attribute => !string.Equals(attribute.Name, name, StringComparison.Ordinal));
        return this with
        {
            Attributes = (value is null ? others : others.Append(new AttributeValue(name, value)))
                .OrderBy(static attribute => attribute.Name, StringComparer.Ordinal)
                .ToValueList(),
        };
    }

    /// <summary>A new individual.</summary>
    public static Customer Individual(PersonName name, BirthDate? birth = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new Customer { Id = CustomerId.New(), Kind = CustomerKind.Individual, Person = name, Name = name.Full, Birth = birth };
    }

    /// <summary>A new enterprise.</summary>
    /// <exception cref="CrmException">CRM1002: the name is empty, too long, or has characters that cannot be kept.</exception>
    public static Customer Enterprise(string legalName) =>
        new() { Id = CustomerId.New(), Kind = CustomerKind.Enterprise, Name = CanonicalText.Require(legalName, MaxNameLength, "name") };
}
