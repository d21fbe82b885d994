using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>How the suppression list is stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class SuppressionModel
{
    /// <summary>The kind <c>suppression</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Suppression>("suppression", static s => s.Id);
        FieldHandle<long?> point = kind.Int("point", static s => (long)s.Kind);
        FieldHandle<string?> reason = kind.Text("reason", static s => s.Reason, maxLength: OpenCode.MaxLength);
        FieldHandle<Instant?> since = kind.Instant("since", static s => s.Since);
        FieldHandle<Instant?> lifted = kind.Instant("lifted-at", static s => s.LiftedAt);
        var origin = new OriginFields<Suppression>(kind, static s => s.Origin);
        kind.StampedBy(static (s, from) => s with { Origin = from }).CheckedBy(static s => s.Check());
        return kind.ComposedBy(row => new Suppression
        {
            Id = row.Id,
            Kind = (ContactPointKind)row.Need(point),
            Reason = row.Need(reason),
            Since = row.Need(since),
            LiftedAt = row.Get(lifted),
            Origin = origin.Read(row),
        });
    }
}
