namespace Crm.Sdk.Storage;

/// <summary>
/// Which records are meant: a closed tree over the fields of one kind. The same tree stands behind typed queries, segment JSON and access policies.
/// </summary>
/// <remarks>
/// Two truth values: a comparison with a field that has no value is false, and its negation is true. Immutable, equal by value, thread-safe.
/// </remarks>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Every record: all of no conditions.</summary>
    public static Condition Everything { get; } = new AllOf(ValueList<Condition>.Empty);

    /// <summary>No record: any of no conditions.</summary>
    public static Condition Nothing { get; } = new AnyOf(ValueList<Condition>.Empty);

    /// <summary>All of the conditions hold.</summary>
    public static Condition All(params ReadOnlySpan<Condition> conditions) => new AllOf(ValueList.Create(conditions));

    /// <summary>At least one of the conditions holds.</summary>
    public static Condition Any(params ReadOnlySpan<Condition> conditions) => new AnyOf(ValueList.Create(conditions));

    /// <summary>The condition does not hold.</summary>
    public static Condition Not(Condition condition) => new Negation(condition);

    /// <summary>The field equals the value.</summary>
    public static Condition Equal(FieldId field, FieldValue value) => new Compare(field, Comparison.Equal, value);

    /// <summary>The field compares to the value as stated.</summary>
    public static Condition Is(FieldId field, Comparison comparison, FieldValue value) => new Compare(field, comparison, value);

    /// <summary>The field is one of the values. Null among them is ignored.</summary>
    public static Condition IsIn(FieldId field, params ReadOnlySpan<FieldValue> values) => new In(field, ValueList.Create(values));

    /// <summary>The field has no value.</summary>
    public static Condition HasNo(FieldId field) => new IsNull(field);

    /// <summary>The field has a value.</summary>
    public static Condition Has(FieldId field) => new HasValue(field);

    /// <summary>The text field starts with the prefix, by code point and case-sensitively.</summary>
    public static Condition StartsWith(FieldId field, string prefix) => new Prefix(field, prefix);

    /// <summary>The condition as compact JSON, for messages and logs.</summary>
    public sealed override string ToString() => ConditionJson.Write(this);

    /// <summary>All of the conditions hold; true when there are none.</summary>
    /// <param name="Conditions">The conditions.</param>
    public sealed record AllOf(ValueList<Condition> Conditions) : Condition;

    /// <summary>At least one of the conditions holds; false when there are none.</summary>
    /// <param name="Conditions">The conditions.</param>
    public sealed record AnyOf(ValueList<Condition> Conditions) : Condition;

    /// <summary>The condition does not hold.</summary>
    /// <param name="Condition">The condition.</param>
    public sealed record Negation(Condition Condition) : Condition;

    /// <summary>A field compared with a value; false where either is null.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Comparison">How.</param>
    /// <param name="Value">With what.</param>
    public sealed record Compare(FieldId Field, Comparison Comparison, FieldValue Value) : Condition;

    /// <summary>A field that is one of the values; false where it is null.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Values">The values.</param>
    public sealed record In(FieldId Field, ValueList<FieldValue> Values) : Condition;

    /// <summary>A field without a value.</summary>
    /// <param name="Field">The field.</param>
    public sealed record IsNull(FieldId Field) : Condition;

    /// <summary>A field with a value.</summary>
    /// <param name="Field">The field.</param>
    public sealed record HasValue(FieldId Field) : Condition;

    /// <summary>A text field that starts with a prefix; not in normal form, where it is a range.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Text">The prefix.</param>
    public sealed record Prefix(FieldId Field, string Text) : Condition;
}
