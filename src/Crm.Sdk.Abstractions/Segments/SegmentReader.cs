using System.Text.Json;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Segments;

/// <summary>Reads one definition, counting its nodes.</summary>
internal sealed class SegmentReader
{
    private static readonly string[] Nodes = ["all", "any", "none", "not", "field", "label", "event", "fact", "birthday", "near", "segment"];

    private static readonly string[] LabelWays = ["is", "isNot", "in", "notIn", "exists"];

    private int _nodes;

    public Segment Read(JsonElement json, string at, int depth)
    {
        if (depth > SegmentLimits.MaxDepth || ++_nodes > SegmentLimits.MaxNodes)
        {
            throw new SegmentException(SegmentErrorCodes.TooLarge, at, $"a segment has at most {SegmentLimits.MaxNodes} nodes, nested {SegmentLimits.MaxDepth} deep; save a part of it as a segment of its own.");
        }

        DefinitionProperties node = DefinitionProperties.Of(json, at, "a segment is an object such as {\"field\":\"region\",\"eq\":\"north\"}", Refuse);
        string[] kinds = [.. Nodes.Where(node.Has)];
        return kinds switch
        {
            ["all"] => new Segment.AllOf(Many(node, "all", depth)),
            ["any"] => new Segment.AnyOf(Many(node, "any", depth)),
            ["none"] => new Segment.NoneOf(Many(node, "none", depth)),
            ["not"] => new Segment.Negation(Read(node.Take("not"), node.At("not"), depth + 1)).End(node),
            ["field"] => new Segment.FieldTest(node.Text("field"), SegmentTests.Read(node, required: true)).End(node),
            ["label"] => Label(node).End(node),
            ["event"] => Event(node).End(node),
            ["fact"] => new Segment.FactTest(node.Text("fact"), Within(node), SegmentTests.Read(node, required: true)).End(node),
            ["birthday"] => Birthday(node).End(node),
            ["near"] => Near(node).End(node),
            ["segment"] => new Segment.Reference(node.Text("segment"), node.Has("version") ? node.Whole("version", 1, int.MaxValue) : null).End(node),
            [] => throw node.Refuse($"it is none of {string.Join(", ", Nodes)}; {node.Guess(Nodes)}"),
            _ => throw node.Refuse($"it is {string.Join(" and ", kinds)} at once; join them with \"all\"."),
        };
    }

    private static SegmentException Refuse(bool isShape, string pointer, string why) => new(isShape ? SegmentErrorCodes.Malformed : SegmentErrorCodes.BadValue, pointer, why);

    private ValueList<Segment> Many(DefinitionProperties node, string name, int depth)
    {
        JsonElement list = node.Take(name);
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw node.Refuse(name, "it takes a list of segments, [ … ].");
        }

        Segment[] segments = [.. list.EnumerateArray().Select((part, i) => Read(part, $"{node.At(name)}/{i}", depth + 1))];
        node.End([name]);
        return ValueList.Create<Segment>(segments);
    }

    private static Segment Label(DefinitionProperties node)
    {
        string dimension = node.Text("label");
        string[] ways = [.. LabelWays.Where(node.Has)];
        if (ways.Length != 1)
        {
            throw node.Refuse($"a label takes one of is, isNot, in, notIn, exists; {node.Guess([.. LabelWays, "since", "before"])}");
        }

        string way = ways[0];
        if (way == "exists")
        {
            bool there = node.Take("exists").ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw node.Refuse("exists", "it takes true or false."),
            };
            var any = new Segment.LabelTest(dimension, SegmentOperator.Exists, default, Date(node, "since"), Date(node, "before"));
            return there ? any : new Segment.Negation(any);
        }

        ValueList<string> labels = way is "is" or "isNot" ? [node.Text(way)] : [.. node.Texts(way)];
        return way is "is" or "in"
            ? new Segment.LabelTest(dimension, SegmentOperator.In, labels, Date(node, "since"), Date(node, "before"))
            : new Segment.LabelTest(dimension, SegmentOperator.NotIn, labels);
    }

    private static Segment Event(DefinitionProperties node)
    {
        string name = node.Text("event");
        Trailing within = Within(node);
        RelativeDate? from = Date(node, "from"), until = Date(node, "until");
        if (!within.IsEver && (from ?? until) is not null)
        {
            throw node.Refuse("within", "give within, or from and until, not both.");
        }

        SegmentWindow window = within.IsEver ? from is null && until is null ? SegmentWindow.Ever : SegmentWindow.Between(from, until) : SegmentWindow.Last(within);
        var filters = new List<SegmentFilter>();
        if (node.Has("where"))
        {
            DefinitionProperties where = node.Within("where", "it takes an object such as {\"product\":[\"P1\",\"P2\"]}");
            filters.AddRange(where.Names.Select(filter => new SegmentFilter(filter, SegmentTests.Values(where, filter, listed: false))));
        }

        if (node.Has("count") && node.Has("sum"))
        {
            throw node.Refuse("it has count and sum at once; join two events with \"all\".");
        }

        string? amount = null;
        ValueList<SegmentTest> tests = default;
        if (node.Has("count") || node.Has("sum"))
        {
            string measure = node.Has("count") ? "count" : "sum";
            DefinitionProperties measured = node.Within(measure, $"it takes an object such as {(measure == "count" ? "{\"gte\":2}" : "{\"of\":\"net\",\"gte\":5000}")}");
            amount = measure == "sum" ? measured.Text("of") : null;
            tests = SegmentTests.Read(measured, required: true);
            measured.End(SegmentTests.Names);
        }

        return new Segment.EventTest(name, window, [.. filters], amount, tests);
    }

    private static Segment Birthday(DefinitionProperties node)
    {
        DefinitionProperties birthday = node.Within("birthday", "it takes an object such as {\"withinDays\":14}");
        int days = birthday.Whole("withinDays", 1, 366);
        birthday.End(["withinDays"]);
        return new Segment.BirthdayTest(days);
    }

    private static Segment Near(DefinitionProperties node)
    {
        DefinitionProperties center = node.Within("near", "it takes an object such as {\"latitude\":31.2304,\"longitude\":121.4737,\"datum\":\"wgs84\"}");
        GeoDatum datum = center.Text("datum") switch
        {
            "wgs84" => GeoDatum.Wgs84,
            "gcj02" => GeoDatum.Gcj02,
            "bd09" => GeoDatum.Bd09,
            var other => throw center.Refuse("datum", $"'{other}' is none of wgs84, gcj02, bd09."),
        };
        var point = GeoPoint.Of(center.Number("latitude", -90, 90), center.Number("longitude", -180, 180), datum);
        center.End(["latitude", "longitude", "datum"]);
        return new Segment.NearTest(point, node.Number("withinKm", 0, 20_100));
    }

    private static Trailing Within(DefinitionProperties node)
    {
        if (!node.Has("within"))
        {
            return Trailing.Ever;
        }

        string text = node.Text("within");
        return SegmentWindow.TryParsePeriod(text)
            ?? throw node.Refuse("within", $"'{text}' is no period: give days, weeks, months or years in ISO 8601, such as P30D, P6W, P12M or P1Y.");
    }

    private static RelativeDate? Date(DefinitionProperties node, string name)
    {
        if (!node.Has(name))
        {
            return null;
        }

        string text = node.Text(name);
        return RelativeDate.TryParse(text) ?? throw node.Refuse(name, $"'{text}' is none; give {RelativeDate.Shape}.");
    }
}
