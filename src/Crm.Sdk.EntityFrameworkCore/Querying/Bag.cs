using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Builds expressions over the columns of property bags.</summary>
internal static class Bag
{
    private static readonly MethodInfo PropertyMethod = typeof(EF).GetMethod(nameof(EF.Property))!;
    private static readonly MethodInfo ParameterMethod = typeof(EF).GetMethod(nameof(EF.Parameter))!;

    private static readonly MethodInfo ContainsMethod = typeof(Enumerable).GetMethods()
        .Single(static method => method.Name == nameof(Enumerable.Contains) && method.GetParameters().Length == 2);

    private static readonly MethodInfo TextCompareMethod = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>The row that expressions speak of.</summary>
    public static ParameterExpression Row { get; } = Expression.Parameter(typeof(Dictionary<string, object>), "row");

    /// <summary>A column's value.</summary>
    public static Expression Column(string name, Type type) => Expression.Call(PropertyMethod.MakeGenericMethod(type), Row, Expression.Constant(name));

    /// <summary>A field's value.</summary>
    public static Expression Column(FieldColumn column) => Column(column.Name, ClrType(column.Type));

    /// <summary>A value as a parameter of the query.</summary>
    public static Expression Parameter<T>(T value) => Expression.Field(Expression.Constant(new Operand<T>(value)), nameof(Operand<>.Value));

    /// <summary>Whether a column is one of the values, which travel as one parameter however many they are.</summary>
    public static Expression IsOneOf<T>(Expression column, T[] values) => Expression.Call(
        ContainsMethod.MakeGenericMethod(typeof(T)),
        Expression.Call(ParameterMethod.MakeGenericMethod(typeof(T[])), Parameter(values)),
        column);

    /// <summary>A comparison in the database's order, which the columns' types make that of the core.</summary>
    public static Expression Compare(ExpressionType comparison, Expression column, Expression value) =>
        column.Type == typeof(string) && comparison is not (ExpressionType.Equal or ExpressionType.NotEqual)
            ? Expression.MakeBinary(comparison, Expression.Call(TextCompareMethod, column, value), Expression.Constant(0))
            : Expression.MakeBinary(comparison, column, Expression.Convert(value, column.Type));

    public static Expression IsNull(Expression column) => Expression.Equal(column, Expression.Constant(null, column.Type));

    public static Expression IsNotNull(Expression column) => Expression.NotEqual(column, Expression.Constant(null, column.Type));

    /// <summary>Joins conditions as a balanced tree, so that a thousand of them are ten levels deep.</summary>
    public static Expression Join(ExpressionType type, ReadOnlySpan<Expression> conditions) => conditions.Length switch
    {
        0 => Expression.Constant(type == ExpressionType.AndAlso),
        1 => conditions[0],
        _ => Expression.MakeBinary(type, Join(type, conditions[..(conditions.Length / 2)]), Join(type, conditions[(conditions.Length / 2)..])),
    };

    public static Expression<Func<Dictionary<string, object>, T>> Lambda<T>(Expression body) => Expression.Lambda<Func<Dictionary<string, object>, T>>(body, Row);

    private static Type ClrType(ColumnType type) => type switch
    {
        ColumnType.Number => typeof(long?),
        ColumnType.Id => typeof(Guid?),
        _ => typeof(string),
    };
}
