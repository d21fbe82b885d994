using Crm.Sdk.Customers;

namespace Crm.Sdk.Import;

/// <summary>Reads a name that stands in one column or in two, <c>givenName</c> and <c>familyName</c>.</summary>
internal static class NameParts
{
    /// <summary>The whole name as a text: the column itself, else the parts put together.</summary>
    public static object? Full(TableRow row, int field) => row.Has("name") ? row.Texts.Name(field, Customer.MaxNameLength, "name") : Parts(row)?.Full;

    /// <summary>The name in parts; one that stands in one column is the given name.</summary>
    public static object? Person(TableRow row, int field) =>
        row.Has("givenName") || row.Has("familyName") ? Parts(row) : row.Texts.Name(field, PersonName.MaxLength, "name") is { } whole ? PersonName.Of(given: whole) : null;

    private static PersonName? Parts(TableRow row)
    {
        string? given = row.Texts.Name(row["givenName"], PersonName.MaxLength, "givenName");
        string? family = row.Texts.Name(row["familyName"], PersonName.MaxLength, "familyName");
        return given is null && family is null ? null : PersonName.Of(given, family);
    }
}
