namespace Crm.Sdk.Import;

/// <summary>The columns of customers: what import reads and export writes, in this order. Custom attributes follow as <c>attr.NAME</c>.</summary>
internal static class CustomerColumns
{
    public const int Key = 0, Kind = 1, Name = 2, GivenName = 3, FamilyName = 4, Email = 5, Phone = 6, Address = 7, City = 8, PostalCode = 9, Birthday = 10, Gender = 11,
        Region = 12, Country = 13, Latitude = 14, Longitude = 15, Datum = 16, Industry = 17, Owner = 18, Source = 19, Zone = 20, Language = 21, Tags = 22, ContactPoints = 23,
        EmailState = 24, EmailStateSince = 25, PhoneState = 26, PhoneStateSince = 27, Team = 28, Territory = 29, Campaign = 30, Currency = 31, Addresses = 32, Sources = 33,
        State = 34, MergedInto = 35, Relationship = 36;

    public static IReadOnlyList<string> Names { get; } =
    [
        "key", "kind", "name", "givenName", "familyName", "email", "phone", "address", "city", "postalCode", "birthday", "gender",
        "region", "country", "latitude", "longitude", "datum", "industry", "owner", "source", "zone", "language", "tags", "contactPoints",
        "emailState", "emailStateSince", "phoneState", "phoneStateSince", "team", "territory", "campaign", "currency", "addresses", "sources",
        "state", "mergedInto", "relationship",
    ];
}
