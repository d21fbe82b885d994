using System.Text;

namespace Crm.Sdk.Storage;

/// <summary>
/// Brings conditions to the normal form that stores run: negations pushed to the leaves with their null case spelt out, prefixes as ranges,
/// comparisons with null and empty lists folded away, nested groups of one kind merged. SQL's third truth value cannot show in it.
/// </summary>
/// <remarks>Thread-safe. The normal form matches exactly the records that the original matches.</remarks>
public static class ConditionNormalizer
{
    /// <summary>The normal form of a condition.</summary>
    public static Condition Normalize(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Normalize(condition, positive: true);
    }

    private static Condition Normalize(Condition condition, bool positive) => condition switch
    {
        Condition.AllOf all => Group(all.Conditions, positive, conjunction: positive),
        Condition.AnyOf any => Group(any.Conditions, positive, conjunction: !positive),
        Condition.Negation not => Normalize(not.Condition, !positive),
        Condition.Compare { Value.IsNull: true } => Constant(!positive),
        Condition.Compare compare => positive ? compare : Negated(compare),
        Condition.In isIn => In(isIn, positive),
        Condition.IsNull isNull => positive ? isNull : new Condition.HasValue(isNull.Field),
        Condition.HasValue has => positive ? has : new Condition.IsNull(has.Field),
        Condition.Prefix prefix => Normalize(Range(prefix), positive),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private static Condition Constant(bool value) => value ? Condition.Everything : Condition.Nothing;

    private static Condition Negated(Condition.Compare compare) => Condition.Any(
        new Condition.IsNull(compare.Field),
        compare with { Comparison = Opposite(compare.Comparison) });

    private static Comparison Opposite(Comparison comparison) => comparison switch
    {
        Comparison.Equal => Comparison.NotEqual,
        Comparison.NotEqual => Comparison.Equal,
        Comparison.Less => Comparison.GreaterOrEqual,
        Comparison.LessOrEqual => Comparison.Greater,
        Comparison.Greater => Comparison.LessOrEqual,
        _ => Comparison.Less,
    };

    private static Condition In(Condition.In isIn, bool positive)
    {
        FieldValue[] values = [.. isIn.Values.Where(static value => !value.IsNull).Distinct()];
        if (values.Length == 0)
        {
            return Constant(!positive);
        }

        if (positive)
        {
            return new Condition.In(isIn.Field, ValueList.Create<FieldValue>(values));
        }

        Condition[] differs = [.. values.Select(value => Condition.Is(isIn.Field, Comparison.NotEqual, value))];
        return Condition.Any(new Condition.IsNull(isIn.Field), differs.Length == 1 ? differs[0] : Condition.All(differs));
    }

    private static Condition Range(Condition.Prefix prefix)
    {
        if (prefix.Text.Length == 0)
        {
            return new Condition.HasValue(prefix.Field);
        }

        Condition from = Condition.Is(prefix.Field, Comparison.GreaterOrEqual, FieldValue.Of(prefix.Text));
        return Successor(prefix.Text) is { } next
            ? Condition.All(from, Condition.Is(prefix.Field, Comparison.Less, FieldValue.Of(next)))
            : from;
    }

    /// <summary>The least text that is greater than every text with the prefix, or null where there is none.</summary>
    private static string? Successor(string prefix)
    {
        Rune[] runes = [.. prefix.EnumerateRunes()];
        for (int last = runes.Length - 1; last >= 0; last--)
        {
            int next = runes[last].Value switch
            {
                0xD7FF => 0xE000, // the surrogates are no characters,
                0xFFFD => 0xFFFF, // and U+FFFE is none that text can have
                var value => value + 1,
            };
            if (next <= 0x10FFFF)
            {
                return string.Concat(runes[..last].Select(static rune => rune.ToString())) + new Rune(next);
            }
        }

        return null;
    }

    private static Condition Group(ValueList<Condition> conditions, bool positive, bool conjunction)
    {
        var parts = new List<Condition>(conditions.Count);
        foreach (Condition condition in conditions)
        {
            Condition part = Normalize(condition, positive);
            switch (part)
            {
                case Condition.AllOf all when conjunction:
                    parts.AddRange(all.Conditions);
                    break;
                case Condition.AnyOf any when !conjunction:
                    parts.AddRange(any.Conditions);
                    break;
                case Condition.AllOf { Conditions.Count: 0 } or Condition.AnyOf { Conditions.Count: 0 }:
                    return part; // false among all, or true among any, decides the group
                default:
                    parts.Add(part);
                    break;
            }
        }

        return parts.Count == 1 ? parts[0] : conjunction ? Condition.All([.. parts]) : Condition.Any([.. parts]);
    }
}
