using Crm.Sdk.Customers;

namespace Crm.Sdk.Import;

/// <summary>Relations between customers.</summary>
internal static class RelationTable
{
    public static TableTarget Target { get; } = new RecordTable<Relation>(
        "relations",
        RelationModel.Kind,
        static (id, key) => new Relation { Id = (RelationId)id, Key = key, Type = string.Empty, From = default, To = default },
        Columns<Relation>.Key(static r => r.Key, static r => r.Id),
        Columns<Relation>.Code("type", static r => r.Type, static (r, type) => r with { Type = type! }) with { Required = true },
        Columns<Relation>.Customer(static r => r.From, static (r, customer) => r with { From = (CustomerId)customer!.Value }, "from") with { Required = true },
        Columns<Relation>.Customer(static r => r.To, static (r, customer) => r with { To = (CustomerId)customer!.Value }, "to") with { Required = true },
        Columns<Relation>.Text("role", static r => r.Role, static (r, role) => r with { Role = role }),
        Columns<Relation>.Day("since", static r => r.Since, static (r, day) => r with { Since = day }),
        Columns<Relation>.Day("until", static r => r.Until, static (r, day) => r with { Until = day }))
    {
        Identified = static r => RelationTypes.Find(r.Type) is { IsHierarchical: true } ? r with { Id = Relation.IdUnder(r.Type, r.To) } : r, // those of others: RelationScreen
        StaysFor = static r => r.IsPlace ? "a place in a hierarchy is ended by its last day and not removed, because its id follows from the customer and no id is used twice" : null,
    };
}
