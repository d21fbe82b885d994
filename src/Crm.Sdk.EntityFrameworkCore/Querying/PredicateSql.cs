using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Writes predicates over related records as SQL, in one statement with what they qualify. Negations go to the leaves, so that SQL's third truth value cannot show.</summary>
internal sealed class PredicateSql(SqlStatement sql, RelationalModel model, int tenant)
{
    /// <summary>Whether every table, column and function of a predicate is there.</summary>
    public static bool Runs(RecordPredicate predicate, KindTable table, RelationalModel model, SqlDialect dialect) => predicate switch
    {
        RecordPredicate.AllOf all => all.Predicates.All(part => Runs(part, table, model, dialect)),
        RecordPredicate.AnyOf any => any.Predicates.All(part => Runs(part, table, model, dialect)),
        RecordPredicate.Negation not => Runs(not.Predicate, table, model, dialect),
        RecordPredicate.Fields fields => PredicateColumns.Has(ConditionNormalizer.Normalize(fields.Condition), table.HasColumn),
        RecordPredicate.Contains contains => table.HasColumn(contains.Field) && dialect.Position("a", "b") is not null,
        RecordPredicate.HasItem item => table.HasColumn(item.Field) && dialect.JsonItems("a", "b") is not null,
        RecordPredicate.Near near => near.Coordinates.All(table.HasColumn),
        RecordPredicate.Related related => PredicateColumns.Has(related, table, model),
        _ => false,
    };

    /// <summary>Appends the predicate, or its negation.</summary>
    public void Append(RecordPredicate predicate, KindTable table, bool positive)
    {
        switch (predicate)
        {
            case RecordPredicate.AllOf all:
                Group(all.Predicates.AsSpan(), table, positive, positive ? " AND " : " OR ", positive ? "1 = 1" : "1 = 0");
                break;
            case RecordPredicate.AnyOf any:
                Group(any.Predicates.AsSpan(), table, positive, positive ? " OR " : " AND ", positive ? "1 = 0" : "1 = 1");
                break;
            case RecordPredicate.Negation not:
                Append(not.Predicate, table, !positive);
                break;
            case RecordPredicate.Fields fields:
                ConditionSql.Append(sql, ConditionNormalizer.Normalize(positive ? fields.Condition : Condition.Not(fields.Condition)), table);
                break;
            case RecordPredicate.Contains contains:
                Contains(table.Column(contains.Field), contains.Text, positive);
                break;
            case RecordPredicate.HasItem item:
                HasItem(item, table, positive);
                break;
            case RecordPredicate.Near near:
                Near(near, table, positive);
                break;
            case RecordPredicate.Related related:
                new RelatedSql(sql, model, tenant).Append(related, table, positive);
                break;
        }
    }

    private void Group(ReadOnlySpan<RecordPredicate> parts, KindTable table, bool positive, string between, string none)
    {
        switch (parts.Length)
        {
            case 0:
                sql.Append(none);
                break;
            case 1:
                Append(parts[0], table, positive);
                break;
            default: // in halves, as conditions are: databases limit how deep an expression may be
                sql.Append("(");
                Group(parts[..(parts.Length / 2)], table, positive, between, none);
                sql.Append(between);
                Group(parts[(parts.Length / 2)..], table, positive, between, none);
                sql.Append(")");
                break;
        }
    }

    private void Contains(FieldColumn column, string text, bool positive)
    {
        sql.Append("(");
        if (!positive)
        {
            sql.AppendName(column.Name).Append(" IS NULL OR ");
        }

        string name = sql.Dialect.Quote(column.Name);
        sql.AppendCall(ColumnType.Text, text, parameter => sql.Dialect.Position(name, parameter)!).Append(positive ? " > 0)" : " = 0)");
    }

    private void HasItem(RecordPredicate.HasItem item, KindTable table, bool positive)
    {
        const string Value = "item_value";
        sql.Append(positive ? "EXISTS (" : "NOT EXISTS (").Append("SELECT 1 FROM ")
            .Append(sql.Dialect.JsonItems($"{sql.Dialect.Quote(table.Name)}.{sql.Dialect.Quote(SqlNames.Of(item.Field.Name))}", sql.Dialect.Quote(Value))!).Append(" WHERE ");
        ConditionSql.AppendIn(sql, Value, ColumnType.Text, [.. item.Values.Select(static value => (object)value)]);
        sql.Append(")");
    }

    /// <summary>Within the box around the sphere first, which costs comparisons only; both are false where a field is null.</summary>
    private void Near(RecordPredicate.Near near, KindTable table, bool positive)
    {
        FieldColumn[] columns = [.. near.Coordinates.Select(table.Column)];
        long reach = (long)Math.Ceiling(Math.Sqrt(near.Square)) + 1;
        sql.Append("(");
        for (int i = 0; i < columns.Length; i++)
        {
            if (positive)
            {
                Compare(columns[i], Comparison.GreaterOrEqual, near.Center[i] - reach);
                sql.Append(" AND ");
                Compare(columns[i], Comparison.LessOrEqual, near.Center[i] + reach);
                sql.Append(" AND ");
            }
            else
            {
                sql.AppendName(columns[i].Name).Append(" IS NULL OR ");
            }
        }

        for (int i = 0; i < columns.Length; i++)
        {
            sql.Append(i == 0 ? string.Empty : " + ");
            Difference(columns[i], near.Center[i]);
            sql.Append(" * ");
            Difference(columns[i], near.Center[i]);
        }

        sql.Append(positive ? " <= " : " > ").AppendValue(ColumnType.Number, near.Square).Append(")");
    }

    private void Compare(FieldColumn column, Comparison comparison, long value) => ConditionSql.AppendComparison(sql, column, comparison, FieldValue.Of(value));

    private void Difference(FieldColumn column, long center) => sql.Append("(").AppendName(column.Name).Append(" - ").AppendValue(column.Type, center).Append(")");
}
