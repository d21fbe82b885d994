using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How entitlements are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class EntitlementModel
{
    /// <summary>The member.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The privilege's code.</summary>
    public static FieldId Privilege { get; } = "privilege";

    /// <summary>From when on.</summary>
    public static FieldId From { get; } = "from";

    /// <summary>The kind <c>entitlement</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Entitlement>("entitlement", static e => e.Id);
        kind.About(static e => e.Customer);
        FieldHandle<string?> key = kind.Text("key", static e => e.Key, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static e => e.Customer, indexed: true);
        FieldHandle<string?> privilege = kind.Text(Privilege, static e => e.Privilege, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> source = kind.Text("source", static e => e.Source, maxLength: OpenCode.MaxLength);
        FieldHandle<long?> count = kind.Int("count", static e => e.Count);
        FieldHandle<Instant?> from = kind.Instant(From, static e => e.From);
        FieldHandle<Instant?> until = kind.Instant("until", static e => e.Until);
        FieldHandle<long?> used = kind.Int("used", static e => e.Used);
        FieldHandle<Instant?> withdrawnAt = kind.Instant("withdrawn-at", static e => e.WithdrawnAt);
        var origin = new OriginFields<Entitlement>(kind, static e => e.Origin);
        kind.StampedBy(static (e, stamp) => e with { Origin = stamp }).CheckedBy(static e => e.Check());
        return kind.ComposedBy(row => new Entitlement
        {
            Key = row.Need(key),
            Customer = (CustomerId)row.Need(customer),
            Privilege = row.Need(privilege),
            Source = row.Need(source),
            Count = (int?)row.Get(count),
            From = row.Need(from),
            Until = row.Get(until),
            Used = (int)row.Need(used),
            WithdrawnAt = row.Get(withdrawnAt),
            Origin = origin.Read(row),
        });
    }
}
