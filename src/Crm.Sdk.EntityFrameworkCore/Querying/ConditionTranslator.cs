using System.Linq.Expressions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Translates conditions in normal form to expressions over property bags. SQL's own nulls fit: a comparison with null selects nothing.</summary>
internal static class ConditionTranslator
{
    public static Expression Translate(Condition condition, KindTable table) => condition switch
    {
        Condition.AllOf all => Join(ExpressionType.AndAlso, all.Conditions, table),
        Condition.AnyOf any => Join(ExpressionType.OrElse, any.Conditions, table),
        Condition.Compare compare => Compare(table.Column(compare.Field), compare.Comparison, compare.Value),
        Condition.In isIn => IsOneOf(table.Column(isIn.Field), isIn.Values),
        Condition.IsNull isNull => Bag.IsNull(Bag.Column(table.Column(isNull.Field))),
        Condition.HasValue has => Bag.IsNotNull(Bag.Column(table.Column(has.Field))),
        _ => Translate(ConditionNormalizer.Normalize(condition), table), // the core sends the normal form; others need not know it
    };

    /// <summary>A comparison with a value of the field's own type, as <see cref="QueryRules"/> sees to.</summary>
    public static Expression Compare(FieldColumn column, Comparison comparison, FieldValue value)
    {
        if (value.IsNull)
        {
            return Expression.Constant(false);
        }

        ExpressionType type = comparison switch
        {
            Comparison.Equal => ExpressionType.Equal,
            Comparison.NotEqual => ExpressionType.NotEqual,
            Comparison.Less => ExpressionType.LessThan,
            Comparison.LessOrEqual => ExpressionType.LessThanOrEqual,
            Comparison.Greater => ExpressionType.GreaterThan,
            _ => ExpressionType.GreaterThanOrEqual,
        };
        return Bag.Compare(type, Bag.Column(column), Operand(column, value));
    }

    /// <summary>A value as a parameter.</summary>
    public static Expression Operand(FieldColumn column, FieldValue value) => column.Type switch
    {
        ColumnType.Text => Bag.Parameter(value.AsText()),
        ColumnType.Id => Bag.Parameter(value.AsId()),
        _ => Bag.Parameter(Number(value)),
    };

    public static long Number(FieldValue value) => value.Type switch
    {
        FieldType.Bool => value.AsBool() ? 1 : 0,
        FieldType.Instant => value.AsMicroseconds(),
        FieldType.Date => value.AsDays(),
        _ => value.AsInt(),
    };

    private static Expression Join(ExpressionType type, ValueList<Condition> conditions, KindTable table)
    {
        var parts = new Expression[conditions.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Translate(conditions[i], table);
        }

        return Bag.Join(type, parts);
    }

    private static Expression IsOneOf(FieldColumn column, ValueList<FieldValue> values)
    {
        IEnumerable<FieldValue> own = values.Where(static value => !value.IsNull);
        Expression field = Bag.Column(column);
        return column.Type switch
        {
            ColumnType.Text => Bag.IsOneOf(field, own.Select(static value => value.AsText()).ToArray()),
            ColumnType.Id => Bag.IsOneOf<Guid?>(field, [.. own.Select(static value => (Guid?)value.AsId())]),
            _ => Bag.IsOneOf<long?>(field, [.. own.Select(static value => (long?)Number(value))]),
        };
    }
}
