namespace Crm.Sdk.Storage;

/// <summary>Evaluates conditions in memory: the meaning that every store's answer must equal.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ConditionEvaluator
{
    private const int HashedFrom = 8; // below, comparing one by one is as fast

    /// <summary>Whether an entity fulfils a condition. A comparison with null is false, its negation true.</summary>
    /// <param name="condition">Any condition, in normal form or not.</param>
    /// <param name="model">The entity's kind, for its fields.</param>
    /// <param name="entity">The entity.</param>
    /// <exception cref="CrmException">CRM2020: the kind has no such field.</exception>
    public static bool Matches(Condition condition, KindModel model, object entity) => Prepare(condition, model)(entity);

    /// <summary>Prepares a condition for many entities of one kind: fields are looked up once, long lists of values are hashed.</summary>
    /// <param name="condition">Any condition, in normal form or not.</param>
    /// <param name="model">The entities' kind.</param>
    /// <returns>Whether an entity fulfils the condition; thread-safe.</returns>
    /// <exception cref="CrmException">CRM2020: the kind has no such field.</exception>
    public static Func<object, bool> Prepare(Condition condition, KindModel model)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(model);
        switch (condition)
        {
            case Condition.AllOf all:
                Func<object, bool>[] every = [.. all.Conditions.Select(part => Prepare(part, model))];
                return entity => Array.TrueForAll(every, part => part(entity));
            case Condition.AnyOf any:
                Func<object, bool>[] some = [.. any.Conditions.Select(part => Prepare(part, model))];
                return entity => Array.Exists(some, part => part(entity));
            case Condition.Negation not:
                Func<object, bool> negated = Prepare(not.Condition, model);
                return entity => !negated(entity);
            case Condition.Compare compare:
                FieldModel compared = model.Field(compare.Field);
                return entity => Holds(compared.Get(entity), compare.Comparison, compare.Value);
            case Condition.In isIn:
                return PrepareIn(model.Field(isIn.Field), isIn.Values);
            case Condition.IsNull isNull:
                FieldModel absent = model.Field(isNull.Field);
                return entity => absent.Get(entity).IsNull;
            case Condition.HasValue has:
                FieldModel present = model.Field(has.Field);
                return entity => !present.Get(entity).IsNull;
            case Condition.Prefix prefix:
                FieldModel text = model.Field(prefix.Field);
                return entity => text.Get(entity) is { Type: FieldType.Text } value && value.AsText().StartsWith(prefix.Text, StringComparison.Ordinal);
            default:
                throw new ArgumentOutOfRangeException(nameof(condition));
        }
    }

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

    private static Func<object, bool> PrepareIn(FieldModel field, ValueList<FieldValue> values)
    {
        FieldValue[] known = [.. values.Where(static value => !value.IsNull)]; // null among the values is ignored
        if (known.Length < HashedFrom)
        {
            return entity => Array.IndexOf(known, field.Get(entity)) >= 0;
        }

        HashSet<FieldValue> hashed = [.. known];
        return entity => hashed.Contains(field.Get(entity));
    }
}
