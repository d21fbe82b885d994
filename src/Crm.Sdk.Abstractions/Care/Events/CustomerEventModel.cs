using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>How events for customers are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CustomerEventModel
{
    /// <summary>The kind <c>customer-event</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CustomerEvent>("customer-event", static e => e.Id);
        FieldHandle<string?> code = kind.Text("code", static e => e.Code, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> english = kind.Text("english", static e => e.English);
        FieldHandle<string?> chinese = kind.Text("chinese", static e => e.Chinese);
        FieldHandle<Instant?> startsAt = kind.Instant("starts-at", static e => e.StartsAt);
        FieldHandle<Instant?> endsAt = kind.Instant("ends-at", static e => e.EndsAt);
        FieldHandle<string?> zone = kind.Text("zone", static e => e.Zone);
        FieldHandle<long?> latitude = kind.Int("latitude-millionths", static e => e.Place?.LatitudeMillionths);
        FieldHandle<long?> longitude = kind.Int("longitude-millionths", static e => e.Place?.LongitudeMillionths);
        FieldHandle<long?> datum = kind.Int("datum", static e => (long?)e.Place?.Datum);
        FieldHandle<long?> capacity = kind.Int("capacity", static e => e.Capacity);
        FieldHandle<long?> expected = kind.Int("expected", static e => e.Expected);
        var origin = new OriginFields<CustomerEvent>(kind, static e => e.Origin);
        kind.StampedBy(static (e, from) => e with { Origin = from }).CheckedBy(static e => e.Check());
        return kind.ComposedBy(row => new CustomerEvent
        {
            Code = row.Need(code),
            English = row.Need(english),
            Chinese = row.Need(chinese),
            StartsAt = row.Need(startsAt),
            EndsAt = row.Need(endsAt),
            Zone = row.Need(zone),
            Place = row.Get(latitude) is { } north ? new GeoPoint(north, row.Need(longitude), (GeoDatum)row.Need(datum)) : null,
            Capacity = (int?)row.Get(capacity),
            Expected = (int)row.Need(expected),
            Origin = origin.Read(row),
        });
    }
}
