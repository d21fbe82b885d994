using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>How relations between customers are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>A record is about its first customer; what concerns the second is found by <see cref="To"/>. Immutable and thread-safe.</remarks>
public static class RelationModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>The type's code.</summary>
    public static FieldId Type { get; } = "type";

    /// <summary>The first customer: in a hierarchy the one above.</summary>
    public static FieldId From { get; } = "from";

    /// <summary>The second customer: in a hierarchy the one below.</summary>
    public static FieldId To { get; } = "to";

    /// <summary>The last day.</summary>
    public static FieldId Until { get; } = "until";

    /// <summary>The day from which it holds.</summary>
    public static FieldId Since { get; } = "since";

    /// <summary>The kind <c>relation</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Relation>("relation", static r => r.Id);
        kind.About(static r => r.From);
        FieldHandle<string?> key = kind.Text(Key, static r => r.Key, maxLength: Relation.MaxKeyLength);
        FieldHandle<string?> type = kind.Text(Type, static r => r.Type, maxLength: OpenCode.MaxLength);
        FieldHandle<RecordId?> from = kind.Id(From, static r => r.From, indexed: true);
        FieldHandle<RecordId?> to = kind.Id(To, static r => r.To, indexed: true);
        FieldHandle<string?> role = kind.Text("role", static r => r.Role, personal: true);
        FieldHandle<LocalDate?> since = kind.Date(Since, static r => r.Since);
        FieldHandle<LocalDate?> until = kind.Date(Until, static r => r.Until);
        var origin = new OriginFields<Relation>(kind, static r => r.Origin);
        kind.StampedBy(static (r, stamp) => r with { Origin = stamp }).CheckedBy(static r => r.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new Relation
        {
            Id = (RelationId)row.Id,
            Key = row.Get(key),
            Type = row.Need(type),
            From = (CustomerId)row.Need(from),
            To = (CustomerId)row.Need(to),
            Role = row.Get(role),
            Since = row.Get(since),
            Until = row.Get(until),
            Origin = origin.Read(row),
        });
    }
}
