using Crm.Sdk.Loyalty;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>What documents earn by the rules of a programme (LO-1): each story a rule set, an order and its points.</summary>
public sealed class EarningSpecs
{
    private static readonly EarningRule Spend = new() { Code = "spend", Points = 1, Per = 10, Currency = "CNY" };

    [Theory]
    [InlineData(EarningRounding.FullSteps, "99.99", 9)]
    [InlineData(EarningRounding.Down, "99.99", 9)]
    [InlineData(EarningRounding.Nearest, "94.99", 9)]
    [InlineData(EarningRounding.Nearest, "95.00", 10)]
    [InlineData(EarningRounding.Up, "90.01", 10)]
    public void LO_1_Points_become_whole_as_the_rule_says_once_an_order(EarningRounding rounding, string amount, long points)
    {
        Assert.Equal(points, Points(Earn([Spend with { Rounding = rounding }], EarningOrders.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)))));
        Assert.Equal(points, Points(Earn([Spend with { Rounding = rounding }], EarningOrders.OfCents([.. Cents(amount)]))));
        static IEnumerable<long> Cents(string amount)
        {
            long all = (long)(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) * 100);
            return [all / 3, all / 3, all - (all / 3 * 2)]; // three lines: not rounded three times
        }
    }

    [Fact]
    public void LO_1_Steps_count_before_the_factor_of_the_tier_and_exact_points_after_it()
    {
        Assert.Equal(13, Points(Earn([Spend], EarningOrders.Of(99.99m), tierFactor: 1_500_000))); // 9 steps, 13.5
        Assert.Equal(14, Points(Earn([Spend with { Rounding = EarningRounding.Down }], EarningOrders.Of(99.99m), tierFactor: 1_500_000))); // 14.9985
        Assert.Equal(9, Points(Earn([Spend with { IgnoresTier = true }], EarningOrders.Of(99.99m), tierFactor: 1_500_000)));
    }

    [Fact]
    public void LO_1_Products_and_categories_let_lines_in_and_keep_them_out()
    {
        EarningDocument order = EarningOrders.Of(("tea", "drinks/hot", 100), ("cola", "drinks", 100), ("bread", "food", 100), ("gift", null, 100));

        Assert.Equal(40, Points(Earn([Spend], order)));
        Assert.Equal(20, Points(Earn([Spend with { Categories = ["drinks"] }], order)));
        Assert.Empty(Earn([Spend with { Categories = ["drink"] }], order));
        Assert.Equal(10, Points(Earn([Spend with { Products = ["bread"] }], order)));
        Assert.Equal(30, Points(Earn([Spend with { Categories = ["drinks"], Products = ["gift"] }], order)));
        Assert.Equal(20, Points(Earn([Spend with { ExceptCategories = ["drinks/hot"], ExceptProducts = ["gift"] }], order)));
    }

    [Fact]
    public void LO_1_In_a_group_each_line_earns_by_the_best_rule_and_rules_without_a_group_add_up()
    {
        EarningRule more = Spend with { Code = "hot", Points = 3, Categories = ["drinks/hot"] };
        EarningDocument order = EarningOrders.Of(("tea", "drinks/hot", 100), ("bread", "food", 100));

        ValueList<EarningPart> best = Earn([Spend with { Group = "base" }, more with { Group = "base" }], order), sum = Earn([Spend, more], order);

        Assert.Equal(["spend 1: 10", "hot 0: 30"], best.Select(static part => $"{part.Rule} {part.Line}: {part.Points}"));
        Assert.Equal(["spend 0: 10", "spend 1: 10", "hot 0: 30"], sum.Select(static part => $"{part.Rule} {part.Line}: {part.Points}"));
    }

    [Fact]
    public void LO_1_A_rule_holds_on_its_days_from_its_minimum_on_and_in_its_currency()
    {
        EarningDocument order = EarningOrders.Of(50m); // 2026-06-30, a Tuesday

        Assert.Equal(5, Points(Earn([Spend with { From = EarningOrders.Day, Until = EarningOrders.Day, Weekdays = [IsoDayOfWeek.Tuesday], Minimum = 50 }], order)));
        Assert.Empty(Earn([Spend with { From = EarningOrders.Day.PlusDays(1) }], order));
        Assert.Empty(Earn([Spend with { Until = EarningOrders.Day.PlusDays(-1) }], order));
        Assert.Empty(Earn([Spend with { Weekdays = [IsoDayOfWeek.Monday] }], order));
        Assert.Empty(Earn([Spend with { Minimum = 50.01m }], order));
        Assert.Empty(Earn([Spend with { Currency = "USD" }], order));
    }

    [Fact]
    public void LO_1_Net_amounts_leave_out_tax_and_discounts_and_the_basis_may_say_otherwise()
    {
        EarningDocument order = EarningOrders.WithTaxAndDiscount(net: 80, tax: 10, discount: 20);

        Assert.Equal((8, 9, 10), (Points(Earn([Spend], order)), Points(Earn([Spend with { Basis = EarningBasis.Gross }], order)), Points(Earn([Spend with { Basis = EarningBasis.List }], order))));
    }

    [Fact]
    public void LO_1_The_tightest_cap_cuts_and_the_parts_say_which_and_how_much()
    {
        var tally = new EarningTally([]);
        EarningRule capped = Spend with { Caps = [new(EarningCapScope.Document, 40), new(EarningCapScope.Day, 50), new(EarningCapScope.Month, 55), new(EarningCapScope.Member, 1_000), new(EarningCapScope.Programme, 1_000)] };

        Assert.Equal("40 -60 Document", EarnNext(0));
        Assert.Equal("10 -90 Document", EarnNext(0)); // 60 by the order's, then 30 by the day's: the one that cut most is named
        Assert.Equal("5 -95 Document", EarnNext(1)); // 60, nothing, 35 by the month's
        Assert.Equal("40 -60 Document", EarnNext(20));

        string EarnNext(int days)
        {
            EarningDocument order = EarningOrders.Of(1_000m) with { Day = EarningOrders.Day.PlusDays(days - 10) };
            EarningPart part = Assert.Single(Earn([capped], order, tally: tally));
            tally.Add(capped, order.Day, part.Points, isRecalled: false);
            return $"{part.Points} -{part.Cut} {part.Cap}";
        }
    }

    [Fact]
    public void LO_1_Events_give_their_points_once_and_the_best_of_a_group()
    {
        var review = new EarningDocument { Source = EarningSource.Interaction, Id = RecordId.New(), At = default, Day = EarningOrders.Day, Event = "review" };
        EarningRule rule = new() { Code = "review", Type = EarningType.Event, Event = "review", Points = 50 };

        Assert.Equal(50, Points(Earn([rule, rule with { Code = "birthday", Event = EarningEvents.Birthday }], review, tierFactor: 2_000_000)));
        Assert.Equal(70, Points(Earn([rule with { Group = "g" }, rule with { Code = "more", Points = 70, Group = "g" }], review)));
        Assert.Equal(120, Points(Earn([rule, rule with { Code = "more", Points = 70 }], review)));
    }

    [Fact]
    public void LO_1_What_a_plugin_gives_is_multiplied_and_capped_as_other_points()
    {
        EarningRule rule = new() { Code = "baskets", Type = EarningType.Plugin, Plugin = "acme.baskets", Caps = [new(EarningCapScope.Document, 25)] };
        EarningDocument order = EarningOrders.Of(("tea", null, 10), ("bread", null, 30));
        var grants = new Dictionary<string, ValueList<EarningGrant>> { ["baskets"] = [new EarningGrant(0, 7), new EarningGrant(null, 8)] };

        ValueList<EarningPart> parts = EarningEngine.Earn(EarningOrders.Plan([rule]), order, 2_000_000, grants, new EarningTally([]));

        Assert.Equal((25, 5), (Points(parts), parts.Sum(static part => part.Cut))); // 15 doubled
        Assert.Equal([1_000L, 4_000L], parts.OrderByDescending(static part => part.Line is not null).Select(static part => part.Base));
    }

    [Theory]
    [InlineData("""{ "code": "a", "points": 1 }""", "step of the amount")]
    [InlineData("""{ "code": "a", "points": 1, "per": 10 }""", "has a currency")]
    [InlineData("""{ "code": "a", "points": 0, "per": 10, "currency": "CNY" }""", "out of range")]
    [InlineData("""{ "code": "a", "points": 1, "per": 0, "currency": "CNY" }""", "above 0")]
    [InlineData("""{ "code": "a", "points": 1, "type": "Event" }""", "names it")]
    [InlineData("""{ "code": "a", "points": 1, "type": "Event", "event": "review", "products": ["x"] }""", "chooses lines")]
    [InlineData("""{ "code": "a", "points": 1, "per": 10, "currency": "CNY", "wallet": "miles" }""", "no wallet 'miles'")]
    [InlineData("""{ "code": "a", "points": 1, "per": 10, "currency": "CNY", "caps": [{ "scope": "Day", "points": 1 }, { "scope": "Day", "points": 2 }] }""", "twice")]
    [InlineData("""{ "code": "a", "points": 1, "per": 10, "currency": "CNY", "from": "2026-02-01", "until": "2026-01-01" }""", "lies before")]
    public void LO_1_A_rule_that_does_not_hold_is_refused_with_what_would_be_right(string rule, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<CrmException>(() => LoyaltyProgrammes.Read($$"""{ "code": "club", "wallets": [{ "code": "points" }], "earning": [{{rule}}] }""")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void LO_1_A_programme_with_rules_and_tiers_reads_what_it_writes()
    {
        LoyaltyProgramme programme = EarningOrders.Programme(
            Spend with { Categories = ["drinks"], Weekdays = [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday], From = EarningOrders.Day, Minimum = 12.5m, Caps = [new(EarningCapScope.Month, 500)], Group = "base" },
            new EarningRule { Code = "birthday", Type = EarningType.Event, Event = EarningEvents.Birthday, Points = 100 }) with
        {
            Tiers = new TierLadder { Measure = TierMeasure.Spend, Currency = "CNY", Tiers = [new() { Code = "base", Minimum = 0 }, new() { Code = "gold", Minimum = 999.5m, EarningFactor = 1.25m, Privileges = ["lounge"] }, new() { Code = "vip", TitleZh = "贵宾" }] },
        };

        LoyaltyProgramme read = LoyaltyProgrammes.Read(LoyaltyProgrammes.Write(programme));

        Assert.Equal(programme, read);
        Assert.True(read.Tiers!.Find("vip")!.IsByInvitation);
    }

    [Fact]
    public void LO_1_What_a_programme_leaves_out_has_its_default_and_null_is_kept()
    {
        LoyaltyProgramme read = LoyaltyProgrammes.Read(
            """{ "code": "club", "wallets": [{ "code": "points" }, { "code": "miles", "holdMinutes": null }], "earning": [{ "code": "a", "points": 1, "per": 10, "currency": "CNY" }], "tiers": { "tiers": [{ "code": "base", "minimum": 0 }] } }""");

        Assert.Equal(new PointsWallet { Code = "points" }, read.Wallets[0]);
        Assert.Equal(new PointsWallet { Code = "miles", HoldMinutes = null }, read.Wallets[1]);
        Assert.Equal(new TierLadder { Tiers = [new LoyaltyTier { Code = "base", Minimum = 0 }] }, read.Tiers);
        Assert.Equal(("UTC", Spend with { Code = "a" }), (read.Zone, read.Earning[0]));
        Assert.Equal(read, LoyaltyProgrammes.Read(LoyaltyProgrammes.Write(read)));
    }

    private static ValueList<EarningPart> Earn(EarningRule[] rules, EarningDocument document, long tierFactor = 1_000_000, EarningTally? tally = null) =>
        EarningEngine.Earn(EarningOrders.Plan(rules), document, tierFactor, new Dictionary<string, ValueList<EarningGrant>>(), tally ?? new EarningTally([]));

    private static long Points(IEnumerable<EarningPart> parts) => parts.Sum(static part => part.Points);
}
