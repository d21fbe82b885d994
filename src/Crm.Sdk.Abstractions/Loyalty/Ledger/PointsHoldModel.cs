using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How holds of points are stored. The transactions that name them are their history, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class PointsHoldModel
{
    /// <summary>The account, while the points are set aside.</summary>
    public static FieldId OpenIn { get; } = "open-in";

    /// <summary>The kind <c>points-hold</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<PointsHold>("points-hold", static h => h.Id);
        kind.About(static h => h.Customer).WithoutHistory();
        FieldHandle<RecordId?> account = kind.Id("account", static h => h.Account);
        FieldHandle<RecordId?> customer = kind.Id("customer", static h => h.Customer);
        FieldHandle<string?> key = kind.Text("key", static h => h.Key, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<RecordId?> source = kind.Id("source", static h => h.Source);
        FieldHandle<long?> points = kind.Int("points", static h => h.Points);
        PartHandle<PointsHoldPart> parts = kind.Part<PointsHoldPart>("part", static h => h.Parts, static part =>
        {
            FieldHandle<RecordId?> lot = part.Id("lot", static p => p.Lot);
            FieldHandle<long?> held = part.Int("points", static p => p.Points);
            return row => new PointsHoldPart((PointsLotId)row.Need(lot), row.Need(held));
        });
        FieldHandle<Instant?> until = kind.Instant("until", static h => h.Until);
        FieldHandle<long?> state = kind.Int("state", static h => (long)h.State);
        FieldHandle<long?> captured = kind.Int("captured", static h => h.Captured);
        kind.Computed(OpenIn, FieldType.Id, static h => h.State == PointsHoldState.Open ? FieldValue.Of((RecordId)h.Account) : FieldValue.Null, indexed: true);
        kind.CheckedBy(static h => h.Check());
        return kind.ComposedBy(row => new PointsHold
        {
            Id = (PointsHoldId)row.Id,
            Account = (PointsAccountId)row.Need(account),
            Customer = (CustomerId)row.Need(customer),
            Key = row.Need(key),
            Source = (PointsTransactionId)row.Need(source),
            Points = row.Need(points),
            Parts = row.Get(parts),
            Until = row.Get(until),
            State = (PointsHoldState)row.Need(state),
            Captured = row.Need(captured),
        });
    }
}
