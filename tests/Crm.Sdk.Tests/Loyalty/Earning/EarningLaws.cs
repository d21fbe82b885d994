using Crm.Sdk.Loyalty;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>The laws of earning, for any rules, order and earlier points (LO-1).</summary>
public sealed class EarningLaws
{
    private const int Cases = 500;

    private static readonly Gen<EarningRule> Rule =
        from code in Gen.Choose(0, 1_000_000)
        from points in Gen.Choose(1, 20)
        from per in Gen.Choose(1, 5_000)
        from rounding in Gen.Elements(Enum.GetValues<EarningRounding>())
        from basis in Gen.Elements(Enum.GetValues<EarningBasis>())
        from categories in Gen.Elements<string[]>([], ["a"], ["a/b"], ["c"])
        from except in Gen.Elements<string[]>([], ["a/b"])
        from grouped in Gen.Elements(null, "g", "h")
        from ignores in Gen.Elements(false, true)
        from caps in Gen.SubListOf((EarningCap[])[new(EarningCapScope.Document, 30), new(EarningCapScope.Day, 70), new(EarningCapScope.Month, 150), new(EarningCapScope.Member, 400), new(EarningCapScope.Programme, 600)])
        select new EarningRule
        {
            Code = $"r{code}", Points = points, Per = per / 100m, Currency = "CNY", Rounding = rounding, Basis = basis, Categories = categories.ToValueList(), ExceptCategories = except.ToValueList(), Group = grouped, IgnoresTier = ignores,
            Caps = caps.ToValueList(),
        };

    private static readonly Gen<(string, string?, decimal)> Line =
        from product in Gen.Elements("p", "q")
        from category in Gen.Elements(null, "a", "a/b", "a/b/x", "c")
        from cents in Gen.Choose(0, 100_000)
        select (product, category, cents / 100m);

    private static readonly Gen<EarningRule[]> Rules = Gen.Choose(1, 5).SelectMany(static count => Rule.ArrayOf(count)).Where(static rules => rules.DistinctBy(static rule => rule.Code).Count() == rules.Length);

    private static readonly Gen<EarningDocument> Order = Gen.Choose(1, 6).SelectMany(static count => Line.ArrayOf(count)).Select(static lines => EarningOrders.Of(lines));

    [Fact]
    public void LO_1_What_was_given_never_goes_beyond_any_cap_in_any_order_of_documents() => Law.Holds(
        from rules in Rules from orders in Gen.Choose(1, 12).SelectMany(static count => Order.ArrayOf(count)) from days in Gen.Choose(0, 40).ArrayOf(12) select (rules, orders, days),
        drawn =>
        {
            var tally = new EarningTally([]);
            var given = new List<(EarningRule Rule, NodaTime.LocalDate Day, long Points)>();
            foreach ((EarningDocument order, int days) in drawn.orders.Zip(drawn.days))
            {
                EarningDocument placed = order with { Day = EarningOrders.Day.PlusDays(days) };
                foreach (IGrouping<string, EarningPart> parts in Earn(drawn.rules, placed, 1_250_000, tally).GroupBy(static part => part.Rule))
                {
                    EarningRule rule = drawn.rules.Single(rule => rule.Code == parts.Key);
                    given.Add((rule, placed.Day, parts.Sum(static part => part.Points)));
                    tally.Add(rule, placed.Day, given[^1].Points, isRecalled: false);
                    Assert.True(rule.Caps.All(cap => cap.Scope != EarningCapScope.Document || given[^1].Points <= cap.Points));
                }
            }

            foreach (EarningRule rule in drawn.rules)
            {
                foreach (EarningCap cap in rule.Caps)
                {
                    Assert.All(
                        given.Where(one => one.Rule == rule).GroupBy(one => cap.Scope switch { EarningCapScope.Day => one.Day, EarningCapScope.Month => one.Day.With(NodaTime.DateAdjusters.StartOfMonth), _ => default }),
                        period => Assert.True(cap.Scope == EarningCapScope.Document || period.Sum(static one => one.Points) <= cap.Points));
                }
            }
        },
        Cases);

    [Fact]
    public void LO_1_Each_line_earns_by_one_rule_of_a_group_and_what_lines_get_is_what_the_rule_gives() => Law.Holds(
        from rules in Rules from order in Order select (rules, order),
        drawn =>
        {
            ValueList<EarningPart> parts = Earn(drawn.rules, drawn.order, 1_500_000, new EarningTally([]));
            Assert.All(
                parts.GroupBy(part => (part.Line, drawn.rules.Single(rule => rule.Code == part.Rule).Group)).Where(static group => group.Key.Group is not null),
                static group => Assert.Single(group));
            foreach (IGrouping<string, EarningPart> group in parts.GroupBy(static part => part.Rule))
            {
                EarningRule rule = drawn.rules.Single(rule => rule.Code == group.Key);
                decimal factor = rule.IgnoresTier ? 1 : 1.5m, amount = group.Sum(static part => part.Base) / 100m;
                decimal exact = amount * rule.Points * factor / rule.Per!.Value;
                decimal expected = rule.Rounding switch
                {
                    EarningRounding.FullSteps => decimal.Floor(decimal.Floor(amount / rule.Per.Value) * rule.Points * factor),
                    EarningRounding.Nearest => decimal.Round(exact, MidpointRounding.AwayFromZero),
                    EarningRounding.Up => decimal.Ceiling(exact),
                    _ => decimal.Floor(exact),
                };
                Assert.Equal(expected, group.Sum(static part => part.Points + part.Cut));
            }
        },
        Cases);

    [Fact]
    public void LO_1_Returns_in_parts_in_any_order_take_as_much_as_one_return_of_all() => Law.Holds(
        from rules in Rules from order in Order from cuts in Gen.Choose(0, 100).ArrayOf(12) select (rules, order, cuts),
        drawn =>
        {
            PointsEarning earning = Earning(Earn(drawn.rules, drawn.order, 1_500_000, new EarningTally([])));
            long kept = earning.Granted;
            foreach (int percent in drawn.cuts.Order())
            {
                earning = earning with { Parts = earning.Parts.Select(part => part with { Back = part.Base * percent / 100 }).ToValueList() };
                long now = KeptOf(earning);
                Assert.InRange(now, 0, kept); // what more comes back never gives points
                kept = now;
            }

            Assert.Equal(0, KeptOf(earning with { Parts = earning.Parts.Where(static part => part.Base > 0).Select(static part => part with { Back = part.Base }).ToValueList() }));
        },
        Cases);

    private static long KeptOf(PointsEarning earning) => EarningSettlement.Target(earning, PointsWallet.Main);

    private static PointsEarning Earning(ValueList<EarningPart> parts) => new()
    {
        Id = (PointsEarningId)RecordId.New(), Customer = CustomerId.New(), Programme = "club", ProgrammeVersion = 1, Source = EarningSource.Order, Document = RecordId.New(), OccurredAt = default, Parts = parts, Digest = string.Empty,
    };

    private static ValueList<EarningPart> Earn(EarningRule[] rules, EarningDocument order, long factor, EarningTally tally) =>
        EarningEngine.Earn(EarningOrders.Plan(rules), order, factor, new Dictionary<string, ValueList<EarningGrant>>(), tally);
}
