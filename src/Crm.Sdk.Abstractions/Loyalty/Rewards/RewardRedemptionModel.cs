using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How redemptions of rewards are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RewardRedemptionModel
{
    /// <summary>The member.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The reward's code.</summary>
    public static FieldId Reward { get; } = "reward";

    /// <summary>When it was reserved.</summary>
    public static FieldId ReservedAt { get; } = "reserved-at";

    /// <summary>When the reservation runs out, while it is one.</summary>
    public static FieldId OpenUntil { get; } = "open-until";

    /// <summary>The kind <c>reward-redemption</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<RewardRedemption>("reward-redemption", static r => r.Id);
        kind.About(static r => r.Customer);
        FieldHandle<string?> key = kind.Text("key", static r => r.Key, maxLength: RewardRedemption.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static r => r.Customer, indexed: true);
        FieldHandle<string?> reward = kind.Text(Reward, static r => r.Reward, maxLength: OpenCode.MaxLength);
        FieldHandle<long?> type = kind.Int("kind", static r => (long)r.Kind);
        FieldHandle<string?> programme = kind.Text("programme", static r => r.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<string?> wallet = kind.Text("wallet", static r => r.Wallet, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<long?> points = kind.Int("points", static r => r.Points);
        var value = new MoneyFields<RewardRedemption>(kind, "value", "currency", static r => r.Value);
        FieldHandle<long?> offered = kind.Int("offered", static r => r.Offered);
        var total = new MoneyFields<RewardRedemption>(kind, "total", "total-currency", static r => r.Total);
        FieldHandle<bool?> takesStock = kind.Bool("takes-stock", static r => r.TakesStock);
        FieldHandle<string?> reference = kind.Text("reference", static r => r.Reference, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<long?> state = kind.Int("state", static r => (long)r.State);
        FieldHandle<Instant?> reservedAt = kind.Instant(ReservedAt, static r => r.ReservedAt);
        FieldHandle<Instant?> until = kind.Instant("until", static r => r.Until);
        kind.Computed(OpenUntil, FieldType.Instant, static r => r.State == RedemptionState.Reserved ? FieldValue.Of(r.Until) : FieldValue.Null, indexed: true);
        FieldHandle<Instant?> confirmedAt = kind.Instant("confirmed-at", static r => r.ConfirmedAt);
        FieldHandle<Instant?> endedAt = kind.Instant("ended-at", static r => r.EndedAt);
        FieldHandle<string?> reason = kind.Text("reason", static r => r.Reason, maxLength: PointsTransaction.MaxReasonLength);
        FieldHandle<RecordId?> coupon = kind.Id("coupon", static r => r.Coupon);
        FieldHandle<RecordId?> entitlement = kind.Id("entitlement", static r => r.Entitlement);
        var origin = new OriginFields<RewardRedemption>(kind, static r => r.Origin);
        kind.StampedBy(static (r, from) => r with { Origin = from }).CheckedBy(static r => r.Check());
        return kind.ComposedBy(row => new RewardRedemption
        {
            Key = row.Need(key),
            Customer = (CustomerId)row.Need(customer),
            Reward = row.Need(reward),
            Kind = (RewardKind)row.Need(type),
            Programme = row.Need(programme),
            Wallet = row.Need(wallet),
            Points = row.Need(points),
            Value = value.Read(row),
            Offered = row.Get(offered),
            Total = total.Read(row),
            TakesStock = row.Need(takesStock),
            Reference = row.Get(reference),
            State = (RedemptionState)row.Need(state),
            ReservedAt = row.Need(reservedAt),
            Until = row.Need(until),
            ConfirmedAt = row.Get(confirmedAt),
            EndedAt = row.Get(endedAt),
            Reason = row.Get(reason),
            Coupon = (CouponId?)row.Get(coupon),
            Entitlement = (EntitlementId?)row.Get(entitlement),
            Origin = origin.Read(row),
        });
    }
}
