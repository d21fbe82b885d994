using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Import;

/// <summary>The catalogue of rewards, without its stocks.</summary>
internal static class RewardTable
{
    private const char Between = ',';

    private static readonly WordList<RewardKind> Kinds = new(
        (RewardKind.Goods, ["goods", "礼品"]), (RewardKind.Coupon, ["coupon", "优惠券"]), (RewardKind.MoneyOff, ["money-off", "积分抵现"]), (RewardKind.Privilege, ["privilege", "权益"]));

    public static TableTarget Target { get; } = new RecordTable<Reward>(
        "rewards",
        RewardModel.Kind,
        static (_, key) => new Reward { Code = key, Kind = RewardKind.Goods },
        Columns<Reward>.Key(static r => r.Code, static r => r.Id),
        Columns<Reward>.Word("kind", Kinds, static r => r.Kind, static (r, kind) => r with { Kind = kind!.Value }) with { Required = true },
        Columns<Reward>.Text("titleEn", static r => r.TitleEn, static (r, title) => r with { TitleEn = title }),
        Columns<Reward>.Text("titleZh", static r => r.TitleZh, static (r, title) => r with { TitleZh = title }),
        Columns<Reward>.Code("programme", static r => r.Programme, static (r, code) => r with { Programme = code ?? LoyaltyProgramme.DefaultCode }),
        Columns<Reward>.Code("wallet", static r => r.Wallet, static (r, code) => r with { Wallet = code ?? PointsWallet.Main }),
        Columns<Reward>.Whole("points", 1, PointsPosting.MaxPoints, static r => r.Points, static (r, points) => r with { Points = points }),
        Columns<Reward>.Text("tiers", static r => r.Tiers.IsEmpty ? null : string.Join(Between, r.Tiers), static (r, tiers) => r with { Tiers = (tiers?.Split(Between) ?? []).ToValueList() }),
        Columns<Reward>.Day("from", static r => r.From, static (r, day) => r with { From = day }),
        Columns<Reward>.Day("until", static r => r.Until, static (r, day) => r with { Until = day }),
        Columns<Reward>.Whole("limitPerMember", 1, 1_000_000, static r => r.LimitPerMember, static (r, limit) => r with { LimitPerMember = (int?)limit }),
        Columns<Reward>.Whole("reserveMinutes", 1, 1_000_000, static r => r.ReserveMinutes, static (r, minutes) => r with { ReserveMinutes = (int)(minutes ?? 30) }),
        Columns<Reward>.Price("rate", static r => r.Rate, static (r, rate) => r with { Rate = rate }),
        Columns<Reward>.Amount("couponOff", static r => r.Coupon?.Off, static (r, off) => Coupon(r, off is not null, terms => terms with { Off = off })),
        new TableColumn<Reward>("couponShare")
        {
            Read = static (row, field) => row.Cells.Millionths(field),
            Set = static (r, share, _) => Coupon(r, share is not null, terms => terms with { ShareMillionths = (int?)(long?)share }),
            Write = static (row, r, _) => row.Number(r.Coupon?.ShareMillionths / 1_000_000m),
        },
        Columns<Reward>.Amount("couponMinimum", static r => r.Coupon?.Minimum, static (r, least) => Coupon(r, least is not null, terms => terms with { Minimum = least })),
        Columns<Reward>.Currency(static r => r.Rate?.Currency ?? r.Coupon?.Off?.Currency ?? r.Coupon?.Minimum?.Currency),
        Columns<Reward>.Whole("couponUses", 1, 1_000_000, static r => r.Coupon?.Uses, static (r, uses) => Coupon(r, uses is not null, terms => terms with { Uses = (int)(uses ?? 1) })),
        Columns<Reward>.Whole("couponDays", 1, 36_600, static r => r.Coupon?.Days, static (r, days) => Coupon(r, days is not null, terms => terms with { Days = (int?)days })),
        Columns<Reward>.Word("couponBearer", TruthWords.List, static r => r.Coupon is { } terms ? TruthWords.Of(!terms.IsBound) : null, static (r, bearer) => Coupon(r, bearer is not null, terms => terms with { IsBound = bearer != Truth.Yes })),
        Columns<Reward>.Code("privilege", static r => r.Privilege?.Privilege, static (r, code) => r with { Privilege = code is null ? null : new PrivilegeTerms(code, r.Privilege?.Count, r.Privilege?.Days) }),
        Columns<Reward>.Whole("privilegeCount", 1, 1_000_000, static r => r.Privilege?.Count, static (r, count) => Privilege(r, count is not null, terms => terms with { Count = (int?)count })),
        Columns<Reward>.Whole("privilegeDays", 1, 36_600, static r => r.Privilege?.Days, static (r, days) => Privilege(r, days is not null, terms => terms with { Days = (int?)days })));

    private static Reward Coupon(Reward reward, bool says, Func<CouponTerms, CouponTerms> change) => says || reward.Coupon is not null ? reward with { Coupon = change(reward.Coupon ?? new CouponTerms()) } : reward;

    /// <summary>Without a privilege of a name the record is refused by its own rules.</summary>
    private static Reward Privilege(Reward reward, bool says, Func<PrivilegeTerms, PrivilegeTerms> change) =>
        says || reward.Privilege is not null ? reward with { Privilege = change(reward.Privilege ?? new PrivilegeTerms(string.Empty, null)) } : reward;
}
