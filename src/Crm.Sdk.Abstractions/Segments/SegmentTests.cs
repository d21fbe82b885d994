using System.Text.Json;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Segments;

/// <summary>Reads comparisons, and ends the reading of a node.</summary>
internal static class SegmentTests
{
    public static readonly string[] Names = [.. Enum.GetValues<SegmentOperator>().Select(SegmentJson.NameOf)];

    /// <summary>What may stand beside a node's first name.</summary>
    private static readonly string[] Beside = [.. Names, "within", "from", "until", "where", "count", "sum", "since", "before", "withinKm", "version"];

    public static ValueList<SegmentTest> Read(DefinitionProperties node, bool required)
    {
        var tests = new List<SegmentTest>();
        foreach (SegmentOperator how in Enum.GetValues<SegmentOperator>())
        {
            if (node.Has(SegmentJson.NameOf(how)))
            {
                tests.Add(Read(node, how));
            }
        }

        if (node.Has("hasValue"))
        {
            tests.Add(new SegmentTest(SegmentOperator.Exists, Truth(node, "hasValue"))); // how conditions write it
        }

        return tests.Count > 0 || !required ? [.. tests] : throw node.Refuse($"a comparison is missing, one of {string.Join(", ", Names)}; {node.Guess(Names)}");
    }

    /// <summary>The values of a property: one, or a list.</summary>
    public static ValueList<SegmentValue> Values(DefinitionProperties node, string name, bool listed)
    {
        JsonElement json = node.Take(name);
        if (json.ValueKind != JsonValueKind.Array)
        {
            return listed ? throw node.Refuse(name, "it takes a list, [ … ].") : [Value(node, name, json)];
        }

        return json.GetArrayLength() is > 0 and <= SegmentLimits.MaxValues
            ? [.. json.EnumerateArray().Select(item => Value(node, name, item))]
            : throw node.Refuse(name, $"it takes a list of 1 to {SegmentLimits.MaxValues:N0} values.");
    }

    /// <summary>The segment, where its node has nothing that was not read.</summary>
    public static Segment End(this Segment segment, DefinitionProperties node)
    {
        node.End(Beside);
        return segment;
    }

    private static SegmentTest Read(DefinitionProperties node, SegmentOperator how)
    {
        string name = SegmentJson.NameOf(how);
        switch (how)
        {
            case SegmentOperator.Exists:
                return new SegmentTest(how, Truth(node, name));
            case SegmentOperator.Between:
                ValueList<SegmentValue> bounds = Values(node, name, listed: true);
                return bounds.Count == 2 ? new SegmentTest(how, bounds) : throw node.Refuse(name, "it takes two values, [from, to].");
            default:
                ValueList<SegmentValue> values = Values(node, name, SegmentJson.TakesList(how));
                return SegmentJson.TakesList(how) || values.Count == 1 && node.Take(name).ValueKind != JsonValueKind.Array
                    ? new SegmentTest(how, values)
                    : throw node.Refuse(name, "it takes one value; for several there is in.");
        }
    }

    private static ValueList<SegmentValue> Truth(DefinitionProperties node, string name) => node.Take(name).ValueKind switch
    {
        JsonValueKind.True => [true],
        JsonValueKind.False => [false],
        _ => throw node.Refuse(name, "it takes true or false."),
    };

    private static SegmentValue Value(DefinitionProperties node, string name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => SegmentValue.Of(json.GetString()!),
        JsonValueKind.Number when json.TryGetDecimal(out decimal number) => SegmentValue.Of(number),
        JsonValueKind.True => SegmentValue.Of(true),
        JsonValueKind.False => SegmentValue.Of(false),
        _ => throw node.Refuse(name, $"{DefinitionProperties.Short(json)} is no text, number or truth value; for what is missing there is exists."),
    };
}
