namespace Crm.Sdk.Storage;

/// <summary>Evaluates conditions in memory: the meaning that every store's answer must equal.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ConditionEvaluator
{
    /// <summary>Whether an entity fulfils a condition. A comparison with null is false, its negation true.</summary>
    /// <param name="condition">Any condition, in normal form or not.</param>
    /// <param name="model">The entity's kind, for its fields.</param>
    /// <param name="entity">The entity.</param>
    /// <exception cref="CrmException">CRM2020: the kind has no such field.</exception>
    public static bool Matches(Condition condition, KindModel model, object entity) => condition switch
    {
        Condition.AllOf all => MatchesAll(all.Conditions, model, entity),
        Condition.AnyOf any => MatchesAny(any.Conditions, model, entity),
        Condition.Negation not => !Matches(not.Condition, model, entity),
        Condition.Compare compare => Holds(model.ValueOf(compare.Field, entity), compare.Comparison, compare.Value),
        Condition.In isIn => IsIn(model.ValueOf(isIn.Field, entity), isIn.Values),
        Condition.IsNull isNull => model.ValueOf(isNull.Field, entity).IsNull,
        Condition.HasValue has => !model.ValueOf(has.Field, entity).IsNull,
        Condition.Prefix prefix => model.ValueOf(prefix.Field, entity) is { Type: FieldType.Text } text && text.AsText().StartsWith(prefix.Text, StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    /// <summary>Whether a comparison of two values holds; false where either is null or their types differ.</summary>
    public static bool Holds(FieldValue left, Comparison comparison, FieldValue right)
    {
        if (left.IsNull || right.IsNull || left.Type != right.Type)
        {
            return false;
        }

        int order = left.CompareTo(right);
        return comparison switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private static bool MatchesAll(ValueList<Condition> conditions, KindModel model, object entity)
    {
        foreach (Condition condition in conditions)
        {
            if (!Matches(condition, model, entity))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MatchesAny(ValueList<Condition> conditions, KindModel model, object entity)
    {
        foreach (Condition condition in conditions)
        {
            if (Matches(condition, model, entity))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(FieldValue value, ValueList<FieldValue> values)
    {
        if (value.IsNull)
        {
            return false;
        }

        foreach (FieldValue candidate in values)
        {
            if (value.Equals(candidate))
            {
                return true;
            }
        }

        return false;
    }
}
