namespace Crm.Sdk.Customers;

/// <summary>A field of archives as their quality sees it.</summary>
internal sealed record ArchiveField(string Name, string Facet, int Weight, int? ShelfLifeDays, CustomerKind? Of, Func<Customer, bool> IsFilled)
{
    /// <summary>Built-in fields and all defined attributes, by facet and name. Weights and shelf lives are our own estimates.</summary>
    public static ArchiveField[] All(AttributeCatalogue attributes, QualityOptions options) =>
    [
        .. BuiltIn.Concat(attributes.All.Select(static definition => new ArchiveField(
                definition.Field.Name, definition.Facet, 1, definition.ShelfLifeDays, definition.Of, customer => customer.Attribute(definition.Name) is not null)))
            .Select(field => field with
            {
                Weight = options.Weights.TryGetValue(field.Name, out int weight) ? weight : field.Weight,
                ShelfLifeDays = options.ShelfLifeDays.TryGetValue(field.Name, out int days) ? days > 0 ? days : null : field.ShelfLifeDays,
            })
            .Where(static field => field.Weight > 0)
            .OrderBy(static field => field.Facet, StringComparer.Ordinal)
            .ThenBy(static field => field.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<ArchiveField> BuiltIn =>
    [
        new("name", "basic", 3, null, null, static c => c.Name is not null),
        new("birth", "basic", 2, null, CustomerKind.Individual, static c => c.Birth is not null),
        new("gender", "basic", 1, null, CustomerKind.Individual, static c => c.Gender != Gender.Unknown),
        new("industry", "basic", 2, null, CustomerKind.Enterprise, static c => c.Industry is not null),
        new("phone", "contact", 3, 365, null, static c => c.Phone is not null),
        new("email", "contact", 3, 365, null, static c => c.Email is not null),
        new("address", "contact", 2, 730, null, static c => c.Address is { Street: not null } or { City: not null }),
        new("country", "contact", 1, null, null, static c => c.Country is not null),
        new("region", "contact", 1, null, null, static c => c.Region is not null),
        new("owner", "care", 2, null, null, static c => c.Owner is not null),
        new("source", "care", 1, null, null, static c => c.Source is not null),
    ];
}
