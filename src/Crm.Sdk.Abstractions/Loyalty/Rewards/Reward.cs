using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What members can have for points, 奖励 (LO-1): an entry of the catalogue of rewards.</summary>
/// <remarks>How many are left is kept beside it (<see cref="RewardStock"/>), so that a redemption does not change the catalogue. Immutable; thread-safe.</remarks>
public sealed record Reward
{
    /// <summary>The reward's id; it follows from its code.</summary>
    public RewardId Id => RewardId.Of(Code);

    /// <summary>Its code, unique within the tenant.</summary>
    public required string Code { get; init; }

    /// <summary>What it is.</summary>
    public required RewardKind Kind { get; init; }

    /// <summary>Its name in English.</summary>
    public string? TitleEn { get; init; }

    /// <summary>Its name in Chinese.</summary>
    public string? TitleZh { get; init; }

    /// <summary>The code of the programme whose points it costs, and whose days its period counts.</summary>
    public string Programme { get; init; } = LoyaltyProgramme.DefaultCode;

    /// <summary>The code of the wallet whose points it costs.</summary>
    public string Wallet { get; init; } = PointsWallet.Main;

    /// <summary>What it costs, in points, above 0; null for money off, of which the member says how many.</summary>
    public long? Points { get; init; }

    /// <summary>The codes of the tiers whose members may have it; empty for all members.</summary>
    public ValueList<string> Tiers { get; init; } = [];

    /// <summary>The first day on which it is offered; null for always.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day on which it is offered; null for ever.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>How often a member may have it in all; null for any number.</summary>
    public int? LimitPerMember { get; init; }

    /// <summary>For how many minutes a reservation stands, 1 or more.</summary>
    public int ReserveMinutes { get; init; } = 30;

    /// <summary>Of money off: what a point is worth, to six decimals.</summary>
    public UnitPrice? Rate { get; init; }

    /// <summary>Of a coupon: what its coupons give.</summary>
    public CouponTerms? Coupon { get; init; }

    /// <summary>Of a privilege: which, how often and for how long.</summary>
    public PrivilegeTerms? Privilege { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check()
    {
        string where = $"reward['{Code}']";
        Require.Code(Code, $"{where}.code");
        Require.Code(Programme, $"{where}.programme");
        Require.Code(Wallet, $"{where}.wallet");
        Require.Defined((RewardKind?)Kind, $"{where}.kind");
        Require.InRange(LimitPerMember, 1, 1_000_000, $"{where}.limit-per-member");
        Require.InRange(ReserveMinutes, 1, 1_000_000, $"{where}.reserve-minutes");
        Require.InOrder(From, Until, $"{where}.until");
        Require.That(Points is null ? Kind == RewardKind.MoneyOff : Points > 0, $"{where}.points", "a reward costs 1 point or more; of money off the member says how many");
        Require.That(Kind == RewardKind.MoneyOff ? Points is null && Rate is { Millionths: > 0 } : Rate is null, $"{where}.rate", "money off, and nothing else, has a rate above 0");
        Require.That((Kind == RewardKind.Coupon) == (Coupon is not null), $"{where}.coupon", "a coupon, and nothing else, says what its coupons give");
        Require.That((Kind == RewardKind.Privilege) == (Privilege is not null), $"{where}.privilege", "a privilege, and nothing else, says which");
        foreach (string tier in Tiers)
        {
            Require.Code(tier, $"{where}.tiers");
        }

        Coupon?.Check($"{where}.coupon");
        Privilege?.Check($"{where}.privilege");
    }
}
