using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How rewards are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RewardModel
{
    /// <summary>The reward's code, which is its key for imports and exports.</summary>
    public static FieldId Code { get; } = "key";

    /// <summary>The kind <c>reward</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Reward>("reward", static r => r.Id);
        FieldHandle<string?> code = kind.Text(Code, static r => r.Code, maxLength: OpenCode.MaxLength);
        FieldHandle<long?> type = kind.Int("kind", static r => (long)r.Kind);
        FieldHandle<string?> titleEn = kind.Text("title-en", static r => r.TitleEn);
        FieldHandle<string?> titleZh = kind.Text("title-zh", static r => r.TitleZh);
        FieldHandle<string?> programme = kind.Text("programme", static r => r.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<string?> wallet = kind.Text("wallet", static r => r.Wallet, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<long?> points = kind.Int("points", static r => r.Points);
        PartHandle<string> tiers = kind.Part<string>("tier", static r => r.Tiers, static tier =>
        {
            FieldHandle<string?> name = tier.Text("code", static t => t, maxLength: OpenCode.MaxLength);
            return row => row.Need(name);
        });
        FieldHandle<LocalDate?> from = kind.Date("from", static r => r.From);
        FieldHandle<LocalDate?> until = kind.Date("until", static r => r.Until);
        FieldHandle<long?> limit = kind.Int("limit-per-member", static r => r.LimitPerMember);
        FieldHandle<long?> reserve = kind.Int("reserve-minutes", static r => r.ReserveMinutes);
        FieldHandle<long?> rate = kind.Int("rate", static r => r.Rate?.Millionths);
        FieldHandle<string?> currency = kind.Text("rate-currency", static r => r.Rate?.Currency.Code, maxLength: 3);
        var coupon = new CouponTermsFields<Reward>(kind, static r => r.Coupon);
        FieldHandle<string?> privilege = kind.Text("privilege", static r => r.Privilege?.Privilege, maxLength: OpenCode.MaxLength);
        FieldHandle<long?> count = kind.Int("privilege-count", static r => r.Privilege?.Count);
        FieldHandle<long?> days = kind.Int("privilege-days", static r => r.Privilege?.Days);
        var origin = new OriginFields<Reward>(kind, static r => r.Origin);
        kind.StampedBy(static (r, stamp) => r with { Origin = stamp }).CheckedBy(static r => r.Check()).Unique("key", Code);
        return kind.ComposedBy(row => new Reward
        {
            Code = row.Need(code),
            Kind = (RewardKind)row.Need(type),
            TitleEn = row.Get(titleEn),
            TitleZh = row.Get(titleZh),
            Programme = row.Need(programme),
            Wallet = row.Need(wallet),
            Points = row.Get(points),
            Tiers = row.Get(tiers),
            From = row.Get(from),
            Until = row.Get(until),
            LimitPerMember = (int?)row.Get(limit),
            ReserveMinutes = (int)row.Need(reserve),
            Rate = row.Get(rate) is { } millionths ? UnitPrice.OfMillionths(millionths, Currency.Parse(row.Need(currency))) : null,
            Coupon = coupon.Read(row),
            Privilege = row.Get(privilege) is { } which ? new PrivilegeTerms(which, (int?)row.Get(count), (int?)row.Get(days)) : null,
            Origin = origin.Read(row),
        });
    }
}
