using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Writes conditions in normal form as SQL. SQL's own nulls fit: a comparison with null selects nothing.</summary>
internal static class ConditionSql
{
    /// <summary>Lists up to this length travel as parameters, so that one plan serves many; longer ones stand in the text.</summary>
    private const int MaxListParameters = 256;

    /// <summary>Longer lists are split into several.</summary>
    private const int MaxListLength = 1_000;

    public static void Append(SqlStatement sql, Condition condition, KindTable table) => Append(sql, condition, table.Column);

    public static void Append(SqlStatement sql, Condition condition, Func<FieldId, FieldColumn> columnOf)
    {
        switch (condition)
        {
            case Condition.AllOf all:
                AppendGroup(sql, all.Conditions.AsSpan(), " AND ", "1 = 1", columnOf);
                break;
            case Condition.AnyOf any:
                AppendGroup(sql, any.Conditions.AsSpan(), " OR ", "1 = 0", columnOf);
                break;
            case Condition.Compare { Value.IsNull: true }:
                sql.Append("1 = 0");
                break;
            case Condition.Compare compare:
                AppendComparison(sql, columnOf(compare.Field), compare.Comparison, compare.Value);
                break;
            case Condition.In isIn:
                FieldColumn column = columnOf(isIn.Field);
                AppendIn(sql, column.Name, column.Type, [.. isIn.Values.Where(static value => !value.IsNull).Select(ColumnValue.Of)]);
                break;
            case Condition.IsNull isNull:
                sql.AppendName(columnOf(isNull.Field).Name).Append(" IS NULL");
                break;
            case Condition.HasValue has:
                sql.AppendName(columnOf(has.Field).Name).Append(" IS NOT NULL");
                break;
            default:
                Append(sql, ConditionNormalizer.Normalize(condition), columnOf); // the core sends the normal form; others need not know it
                break;
        }
    }

    public static void AppendComparison(SqlStatement sql, FieldColumn column, Comparison comparison, FieldValue value) =>
        sql.AppendName(column.Name).Append(Operator(comparison)).AppendValue(column.Type, ColumnValue.Of(value));

    /// <summary>column IN (values); the number of parameters is rounded up by repeating the last, so that few texts arise.</summary>
    public static void AppendIn(SqlStatement sql, string column, ColumnType type, ReadOnlySpan<object> values)
    {
        switch (values.Length)
        {
            case 0:
                sql.Append("1 = 0");
                return;
            case 1:
                sql.AppendName(column).Append(" = ").AppendValue(type, values[0]);
                return;
            case > MaxListLength:
                sql.Append("(");
                AppendIn(sql, column, type, values[..(values.Length / 2)]);
                sql.Append(" OR ");
                AppendIn(sql, column, type, values[(values.Length / 2)..]);
                sql.Append(")");
                return;
        }

        bool asParameters = values.Length <= MaxListParameters;
        int length = asParameters ? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Length) : values.Length;
        sql.AppendName(column).Append(" IN (");
        for (int i = 0; i < length; i++)
        {
            object value = values[Math.Min(i, values.Length - 1)];
            sql.Append(i == 0 ? string.Empty : ", ");
            _ = asParameters ? sql.AppendValue(type, value) : sql.AppendLiteral(type, value);
        }

        sql.Append(")");
    }

    /// <summary>Joins in halves, since databases limit how deep an expression may be: a thousand conditions are ten levels.</summary>
    private static void AppendGroup(SqlStatement sql, ReadOnlySpan<Condition> conditions, string between, string none, Func<FieldId, FieldColumn> columnOf)
    {
        switch (conditions.Length)
        {
            case 0:
                sql.Append(none);
                break;
            case 1:
                Append(sql, conditions[0], columnOf);
                break;
            default:
                sql.Append("(");
                AppendGroup(sql, conditions[..(conditions.Length / 2)], between, none, columnOf);
                sql.Append(between);
                AppendGroup(sql, conditions[(conditions.Length / 2)..], between, none, columnOf);
                sql.Append(")");
                break;
        }
    }

    public static string Operator(Comparison comparison) => comparison switch
    {
        Comparison.Equal => " = ",
        Comparison.NotEqual => " <> ",
        Comparison.Less => " < ",
        Comparison.LessOrEqual => " <= ",
        Comparison.Greater => " > ",
        _ => " >= ",
    };
}
