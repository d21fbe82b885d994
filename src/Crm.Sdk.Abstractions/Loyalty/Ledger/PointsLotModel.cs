using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How lots of points are stored. The transactions that name them are their history, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class PointsLotModel
{
    /// <summary>The account, while points of it are left or set aside; nothing else is asked for by account.</summary>
    public static FieldId OpenIn { get; } = "open-in";

    /// <summary>The last day on which the points can be spent.</summary>
    public static FieldId ExpiresOn { get; } = "expires-on";

    /// <summary>The kind <c>points-lot</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<PointsLot>("points-lot", static l => l.Id);
        kind.About(static l => l.Customer).WithoutHistory();
        FieldHandle<RecordId?> account = kind.Id("account", static l => l.Account);
        FieldHandle<RecordId?> customer = kind.Id("customer", static l => l.Customer);
        FieldHandle<RecordId?> source = kind.Id("source", static l => l.Source);
        FieldHandle<RecordId?> before = kind.Id("before", static l => l.Before);
        FieldHandle<long?> points = kind.Int("points", static l => l.Points);
        FieldHandle<long?> remaining = kind.Int("remaining", static l => l.Remaining);
        FieldHandle<long?> held = kind.Int("held", static l => l.Held);
        FieldHandle<long?> lapsed = kind.Int("lapsed", static l => l.Lapsed);
        FieldHandle<Instant?> earnedAt = kind.Instant("earned-at", static l => l.EarnedAt);
        FieldHandle<Instant?> maturesAt = kind.Instant("matures-at", static l => l.MaturesAt);
        FieldHandle<LocalDate?> expiresOn = kind.Date(ExpiresOn, static l => l.ExpiresOn);
        kind.Computed(OpenIn, FieldType.Id, static l => l.IsOpen ? FieldValue.Of((RecordId)l.Account) : FieldValue.Null, indexed: true);
        kind.CheckedBy(static l => l.Check());
        return kind.ComposedBy(row => new PointsLot
        {
            Id = (PointsLotId)row.Id,
            Account = (PointsAccountId)row.Need(account),
            Customer = (CustomerId)row.Need(customer),
            Source = (PointsTransactionId)row.Need(source),
            Before = (PointsLotId?)row.Get(before),
            Points = row.Need(points),
            Remaining = row.Need(remaining),
            Held = row.Need(held),
            Lapsed = row.Need(lapsed),
            EarnedAt = row.Need(earnedAt),
            MaturesAt = row.Get(maturesAt),
            ExpiresOn = row.Get(expiresOn),
        });
    }
}
