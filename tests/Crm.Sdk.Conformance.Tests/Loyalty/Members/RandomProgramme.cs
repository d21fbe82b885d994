using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>Random programmes: groups, caps, pending days, expiry, ladders by each measure.</summary>
internal static class RandomProgramme
{
    public static LoyaltyProgramme Of(Random random)
    {
        EarningRule spend = MemberHost.Spend with
        {
            Points = 1 + random.Next(4), Per = random.Next(1, 1_000) / 100m, Rounding = (EarningRounding)random.Next(4), Basis = (EarningBasis)random.Next(3), Group = "base",
        };
        return MemberHost.Of(
            spend,
            spend with { Code = "more", Points = 7, Products = ["p1"], Caps = [new(EarningCapScope.Day, 500), new(EarningCapScope.Month, 900)] },
            spend with { Code = "bonus", Group = null, Minimum = 300, IgnoresTier = true, Caps = [new(EarningCapScope.Programme, 4_000)] },
            new EarningRule { Code = "review", Type = EarningType.Event, Event = "review", Points = 25, Caps = [new(EarningCapScope.Member, 40)] },
            new EarningRule { Code = "birthday", Type = EarningType.Event, Event = EarningEvents.Birthday, Points = 60 }) with
        {
            Wallets = [MemberHost.Wallet with { PendingDays = random.Next(2) * 14, Expiry = random.Next(3) == 0 ? null : new PointsExpiry(3, ExpiryUnit.Month, (ExpiryRounding)random.Next(4)) }],
            Tiers = Ladder(random),
        };
    }

    private static TierLadder Ladder(Random random)
    {
        var measure = (TierMeasure)random.Next(4);
        decimal step = measure switch { TierMeasure.Points => 150, TierMeasure.Spend => 800.5m, TierMeasure.Orders => 2, _ => 1 };
        return new TierLadder
        {
            Measure = measure,
            Currency = measure == TierMeasure.Spend ? "CNY" : null,
            Window = (TierWindow)random.Next(3),
            Anchor = (TierAnchor)random.Next(3),
            Months = random.Next(2) == 0 ? 3 : 6,
            GraceDays = random.Next(20),
            Downgrade = (TierDowngrade)random.Next(3),
            Tiers = [new() { Code = "base", Minimum = 0 }, new() { Code = "silver", Minimum = step, EarningFactor = 1.25m }, new() { Code = "gold", Minimum = 3 * step, EarningFactor = 2 }],
        };
    }
}
