using Crm.Sdk.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Testing;

/// <summary>Random conditions for FsCheck over the fields of a kind: every node, nested, with nulls, empty groups and empty lists among them.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ConditionGen
{
    private const int MaxDepth = 4;

    /// <summary>Conditions over the fields of a kind that can be compared.</summary>
    /// <param name="model">The kind; it has at least one field that is not opaque.</param>
    /// <param name="indexedOnly">Whether only indexed fields are named, as for stores that support no others.</param>
    public static Gen<Condition> Over(KindModel model, bool indexedOnly = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        FieldModel[] fields = [.. model.Fields.Where(field => field.Type != FieldType.Opaque && (field.Indexed || !indexedOnly))];
        Gen<Condition> leaf = Gen.Elements(fields).SelectMany(Leaf);
        return Gen.Sized(size => Gen.Choose(0, Math.Min(size, MaxDepth)).SelectMany(depth => Tree(leaf, depth)));
    }

    private static Gen<Condition> Tree(Gen<Condition> leaf, int depth)
    {
        if (depth == 0)
        {
            return leaf;
        }

        Gen<Condition> child = Tree(leaf, depth - 1);
        Gen<Condition[]> children = Gen.Choose(0, 3).SelectMany(count => child.ArrayOf(count));
        return Gen.Frequency(
            (2, leaf),
            (2, child.Select(Condition.Not)),
            (2, children.Select(static some => Condition.All(some))),
            (2, children.Select(static some => Condition.Any(some))));
    }

    private static Gen<Condition> Leaf(FieldModel field)
    {
        Gen<FieldValue> value = FieldValueGen.OrNull(field.Type);
        var leaves = new List<(int, Gen<Condition>)>
        {
            (6, Gen.Elements(Enum.GetValues<Comparison>()).SelectMany(comparison => value.Select(to => Condition.Is(field.Id, comparison, to)))),
            (2, Gen.Choose(0, 4).SelectMany(count => value.ArrayOf(count)).Select(values => Condition.IsIn(field.Id, values))),
            (1, Gen.Constant(Condition.HasNo(field.Id))),
            (1, Gen.Constant(Condition.Has(field.Id))),
        };
        if (field.Type == FieldType.Text)
        {
            leaves.Add((2, TextGen.Canonical(2).Select(prefix => Condition.StartsWith(field.Id, prefix))));
        }

        return Gen.Frequency([.. leaves]);
    }
}
