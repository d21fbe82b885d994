using System.Globalization;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>A field of customers that comes from one of two when they are merged.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Value">Its value, null for none.</param>
/// <param name="Copy">The first customer with the field of the second.</param>
internal sealed record MergeableField(string Name, Func<Customer, object?> Value, Func<Customer, Customer, Customer> Copy)
{
    /// <summary>All of them. The id, the key, the kind and the origin always stay the survivor's.</summary>
    public static IReadOnlyList<MergeableField> All { get; } =
    [
        new("name", static c => c.Name ?? c.Person?.Full, static (to, from) => to with { Name = from.Name, Person = from.Person }),
        new("birth", static c => c.Birth, static (to, from) => to with { Birth = from.Birth }),
        new("gender", static c => c.Gender == Gender.Unknown ? null : c.Gender, static (to, from) => to with { Gender = from.Gender }),
        new("email", static c => c.Email, static (to, from) => to with { Email = from.Email, EmailState = from.EmailState, EmailStateSince = from.EmailStateSince }),
        new("phone", static c => c.Phone, static (to, from) => to with { Phone = from.Phone, PhoneState = from.PhoneState, PhoneStateSince = from.PhoneStateSince }),
        new("address", static c => c.Address, static (to, from) => to with { Address = from.Address }),
        new("country", static c => c.Country, static (to, from) => to with { Country = from.Country }),
        new("region", static c => c.Region, static (to, from) => to with { Region = from.Region }),
        new("industry", static c => c.Industry, static (to, from) => to with { Industry = from.Industry }),
        new("owner", static c => c.Owner, static (to, from) => to with { Owner = from.Owner }),
        new("team", static c => c.Team, static (to, from) => to with { Team = from.Team }),
        new("territory", static c => c.Territory, static (to, from) => to with { Territory = from.Territory }),
        new("source", static c => c.Source, static (to, from) => to with { Source = from.Source }),
        new("relationship", static c => c.Relationship, static (to, from) => to with { Relationship = from.Relationship }),
        new("campaign", static c => c.Campaign, static (to, from) => to with { Campaign = from.Campaign }),
        new("zone", static c => c.Zone, static (to, from) => to with { Zone = from.Zone }),
        new("language", static c => c.Language, static (to, from) => to with { Language = from.Language }),
        new("currency", static c => c.Currency, static (to, from) => to with { Currency = from.Currency }),
    ];

    /// <summary>The field of an attribute.</summary>
    public static MergeableField OfAttribute(string name) => new($"attr.{name}", c => c.Attribute(name), (to, from) => to.WithAttribute(name, from.Attribute(name)));

    /// <summary>A value as people read it.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        PostalAddress address => string.Join(", ", new[] { address.Street, address.PostalCode, address.City }.Where(static part => part is not null)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
