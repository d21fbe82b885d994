using Crm.Sdk.Classification;
using Crm.Sdk.Segments;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Conformance.Tests.Segments;

/// <summary>Random segments over what <see cref="RandomBase"/> has: every node, every comparison, nested.</summary>
internal static class SegmentGen
{
    private static readonly SegmentOperator[] Comparisons =
        [SegmentOperator.Equal, SegmentOperator.NotEqual, SegmentOperator.Less, SegmentOperator.LessOrEqual, SegmentOperator.Greater, SegmentOperator.GreaterOrEqual, SegmentOperator.Between];

    private static readonly SegmentOperator[] Sets = [SegmentOperator.HasAny, SegmentOperator.HasAll, SegmentOperator.HasNone];

    public static Gen<Segment> Any { get; } = Gen.Choose(0, 3).SelectMany(Tree);

    private static Gen<Trailing> Window => Gen.Elements(Trailing.Ever, Trailing.Days(1), Trailing.Days(10), Trailing.Months(1));

    private static Gen<string> Date => Gen.Elements("today", "today-1d", "today-20d", "startOfMonth", "endOfWeek-1w", "2024-02-29", "2024-03-01");

    private static Gen<Segment> Tree(int depth)
    {
        if (depth == 0)
        {
            return Leaf();
        }

        Gen<Segment[]> parts = Gen.Choose(0, 3).SelectMany(count => Tree(depth - 1).ArrayOf(count));
        return Gen.OneOf(
            parts.Select(static some => Segment.All(some)),
            parts.Select(static some => Segment.Any(some)),
            parts.Select(static some => Segment.None(some)),
            Tree(depth - 1).Select(Segment.Not));
    }

    private static Gen<Segment> Leaf() => Gen.OneOf(
        Gen.OneOf(Texts("region", "north", "南", "x"), Texts("country", "CN", "DE"), Texts("attr.t.word", "abc", "b"), Texts("city", "Köln", "Shanghai"), Texts("owner", "li")),
        Gen.OneOf(Numbers("attr.t.size", 1, 3, 5), Numbers("attr.t.rate", 2.5m, 3m), Numbers("age", 18, 34), Dates("attr.t.day"), Dates("created-at")),
        Gen.OneOf(SetOf("tags", "a", "b'\"\\", "南", "z"), SetOf("attr.t.likes", "tea", "milk"), Gen.Elements<Segment>(Segment.Where("tags").Exists(), Segment.Where("zone").IsMissing(), Segment.Where("kind").Is("enterprise"))),
        Label(),
        Event(),
        Fact(),
        Fact(),
        Gen.Choose(1, 366).Select(Segment.Birthday),
        Gen.Elements(RandomBase.Points).SelectMany(static center => Gen.Elements(0m, 0.6m, 5m, 20m, 223m, 10_000m, 20_000m, 20_037m).Select(km => Segment.Near(center, km))));

    private static Gen<Segment> Texts(string field, params string[] values) => Gen.OneOf(
        Gen.Elements(Comparisons).SelectMany(how => Values(how, Gen.Elements(values).Select(SegmentValue.Of)).Select(test => (Segment)new Segment.FieldTest(field, [test]))),
        Gen.Elements(SegmentOperator.In, SegmentOperator.NotIn).Select(how => (Segment)new Segment.FieldTest(field, [new SegmentTest(how, [.. values[..1].Select(SegmentValue.Of)])])),
        Gen.Elements(values).Select(value => Segment.Where(field).Contains(value[..1])),
        Gen.Elements(values).Select(value => Segment.Where(field).StartsWith(value[..1])),
        Gen.Elements(true, false).Select(there => there ? Segment.Where(field).Exists() : Segment.Where(field).IsMissing()));

    private static Gen<Segment> Numbers(string field, params decimal[] values) => Tests(Gen.Elements(values).Select(SegmentValue.Of)).Select(tests => (Segment)new Segment.FieldTest(field, tests));

    private static Gen<Segment> Dates(string field) => Tests(Date.Select(SegmentValue.Of)).Select(tests => (Segment)new Segment.FieldTest(field, tests));

    private static Gen<Segment> SetOf(string field, params string[] values) =>
        Gen.Elements(Sets).SelectMany(how => Gen.Choose(1, 2).SelectMany(count => Gen.Elements(values).ArrayOf(count)).Select(some => (Segment)new Segment.FieldTest(field, [new SegmentTest(how, [.. some.Select(SegmentValue.Of)])])));

    private static Gen<Segment> Label() => Gen.OneOf(
        Gen.Elements("high", "low").SelectMany(label => Gen.Elements(SegmentOperator.In, SegmentOperator.NotIn).Select(how => (Segment)new Segment.LabelTest("value-tier", how, [label]))),
        Date.SelectMany(date => Gen.Elements(true, false).Select(since =>
            (Segment)new Segment.LabelTest("value-tier", SegmentOperator.Exists, default, since ? RelativeDate.Parse(date) : null, since ? null : RelativeDate.Parse(date)))));

    private static Gen<Segment> Event()
    {
        Gen<Segment.EventTest> orders = Gen.Elements("order", "return").SelectMany(name => Gen.Elements(
            Segment.Event(name), Segment.Event(name).With("product", "P1"), Segment.Event(name).With("category", "wares", "none"), Segment.Event(name).With("channel", "web").With("product", "P1", "P2")));
        Gen<Segment.EventTest> others = Gen.Elements(
            Segment.Event("complaint"), Segment.Event("interaction").With("channel", "phone"), Segment.Event("need").With("level", "core"), Segment.Event("task").With("state", "open"), Segment.Event("invoice"));
        Gen<Segment.EventTest> windowed = Gen.OneOf(orders, others).SelectMany(happened => Gen.OneOf(
            Window.Select(window => window.IsEver ? happened : happened.Within(window)),
            Date.SelectMany(from => Gen.Elements(happened.Between(from, null), happened.Between(null, from), happened.Between(from, "today")))));
        return Gen.OneOf(
            windowed.Select(static happened => (Segment)happened),
            windowed.SelectMany(happened => Tests(Gen.Choose(0, 4).Select(static count => SegmentValue.Of((decimal)count))).Select(tests => (Segment)(happened with { Tests = tests }))),
            windowed.SelectMany(happened => happened.Name is "order" or "return" or "invoice"
                ? Tests(Gen.Elements(0m, 1m, 1.01m, 2.5m, -1m).Select(SegmentValue.Of)).Select(tests => (Segment)(happened with { Amount = "net", Tests = tests }))
                : Gen.Constant((Segment)happened)));
    }

    private static Gen<Segment> Fact() => Gen.OneOf(
        Gen.Elements("orders", "returns", "purchaseDays", "frequency", "daysSinceLastOrder").SelectMany(name => Window.SelectMany(window => OfFact(name, window, Gen.Choose(0, 30).Select(static days => SegmentValue.Of((decimal)days))))),
        Gen.Elements("netSpend", "monetary", "averageOrder", "maxOrder").SelectMany(name => Window.SelectMany(window => OfFact(name, window, Gen.Elements(0m, 1m, 1.01m, 2.5m, 1.76m, -1m).Select(SegmentValue.Of)))),
        OfFact("daysSinceFirstOrder", Trailing.Ever, Gen.Choose(0, 44).Select(static days => SegmentValue.Of((decimal)days))),
        OfFact("usualIntervalDays", Trailing.Ever, Gen.Elements(1m, 5.5m, 20m).Select(SegmentValue.Of)),
        OfFact("lastOrderAmount", Trailing.Ever, Gen.Elements(1m, 2.5m).Select(SegmentValue.Of)),
        Gen.Elements("firstOrderDate", "lastOrderDate").SelectMany(name => OfFact(name, Trailing.Ever, Date.Select(SegmentValue.Of))),
        Gen.Elements("netSpend", "averageOrder", "usualIntervalDays").Select(static name => Segment.Fact(name).IsMissing()),
        Gen.Constant(Segment.Fact("region").IsIn("north")));

    private static Gen<Segment> OfFact(string name, Trailing window, Gen<SegmentValue> value) => Tests(value).Select(tests => (Segment)new Segment.FactTest(name, window, tests));

    private static Gen<ValueList<SegmentTest>> Tests(Gen<SegmentValue> value) => Gen.OneOf(
        Gen.Elements(Comparisons).SelectMany(how => Values(how, value)).Select(static test => (ValueList<SegmentTest>)[test]),
        value.SelectMany(from => value.Select(to => (ValueList<SegmentTest>)[new SegmentTest(SegmentOperator.Less, [to]), new SegmentTest(SegmentOperator.GreaterOrEqual, [from])])));

    private static Gen<SegmentTest> Values(SegmentOperator how, Gen<SegmentValue> value) => how == SegmentOperator.Between
        ? value.SelectMany(from => value.Select(to => new SegmentTest(how, [from, to])))
        : value.Select(one => new SegmentTest(how, [one]));
}
