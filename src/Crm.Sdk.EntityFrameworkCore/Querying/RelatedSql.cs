using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Writes measures of related records as correlated subqueries. Inside of one, names without a table are those of its own table.</summary>
internal sealed class RelatedSql(SqlStatement sql, RelationalModel model, int tenant)
{
    public void Append(RecordPredicate.Related related, KindTable of, bool positive)
    {
        if (related.Measure.Kind == MeasureKind.Count && related.Tests is [(Comparison.GreaterOrEqual, 1) or (Comparison.Greater, 0)])
        {
            sql.Append(positive ? "EXISTS (SELECT 1" : "NOT EXISTS (SELECT 1");
            From(related.Records, of);
            sql.Append(")");
            return;
        }

        sql.Append("CASE WHEN ");
        for (int i = 0; i < related.Tests.Count; i++)
        {
            sql.Append(i == 0 ? string.Empty : " AND ");
            Test(related, related.Tests[i], of);
        }

        sql.Append(related.Tests.IsEmpty ? "1 = 1" : string.Empty).Append(positive ? " THEN 1 ELSE 0 END = 1" : " THEN 1 ELSE 0 END = 0");
    }

    private void Test(RecordPredicate.Related related, MeasureTest test, KindTable of)
    {
        if (related.Measure.Kind == MeasureKind.Mean)
        {
            Mean(related, test, of);
            return;
        }

        sql.Append("(SELECT ");
        Measure(related);
        From(related.Records, of);
        sql.Append(")").Append(ConditionSql.Operator(test.Comparison)).AppendValue(ColumnType.Number, test.Value);
    }

    private void Measure(RecordPredicate.Related related)
    {
        RelatedMeasure measure = related.Measure;
        if (measure.Kind == MeasureKind.Count)
        {
            sql.Append("COUNT(*)");
            return;
        }

        bool amounts = OnlyOf(measure);
        switch (measure.Kind)
        {
            case MeasureKind.Sum:
                sql.Append("COALESCE(SUM(");
                Value(related);
                sql.Append("), 0)");
                break;
            default:
                sql.Append(measure.Kind == MeasureKind.Greatest ? "MAX(" : "MIN(");
                Value(related);
                sql.Append(")");
                break;
        }

        sql.Append(amounts ? " END" : string.Empty);
    }

    /// <summary>Undefined where a record is in another currency: never a sum of apples and pears.</summary>
    private bool OnlyOf(RelatedMeasure measure)
    {
        if (measure.Currency is not { } currency || measure.CurrencyCode is not { } code)
        {
            return false;
        }

        sql.Append("CASE WHEN SUM(CASE WHEN ").AppendName(SqlNames.Of(currency.Name)).Append(" = ").AppendValue(ColumnType.Text, code).Append(" THEN 0 ELSE 1 END) > 0 THEN NULL ELSE ");
        return true;
    }

    /// <summary>round(sum / count) ≥ x in whole numbers, halves away from zero; the other comparisons are made of it.</summary>
    private void Mean(RecordPredicate.Related related, MeasureTest test, KindTable of)
    {
        switch (test.Comparison)
        {
            case Comparison.GreaterOrEqual:
                AtLeast(test.Value);
                break;
            case Comparison.Greater:
                AtLeast(test.Value + 1);
                break;
            case Comparison.Less:
                Below(test.Value);
                break;
            case Comparison.LessOrEqual:
                Below(test.Value + 1);
                break;
            case Comparison.Equal:
                AtLeast(test.Value);
                sql.Append(" AND ");
                Below(test.Value + 1);
                break;
            default:
                sql.Append("(");
                Below(test.Value);
                sql.Append(" OR ");
                AtLeast(test.Value + 1);
                sql.Append(")");
                break;
        }

        // sum / count >= x - 1/2, where a half rounds away from zero: up where x is above zero, down otherwise.
        void AtLeast(long x) => Compare(x, x > 0 ? " >= " : " > ");

        void Below(long x) => Compare(x, x > 0 ? " < " : " <= ");

        void Compare(long x, string how)
        {
            sql.Append("(SELECT ");
            bool amounts = OnlyOf(related.Measure);
            sql.Append("SUM(");
            Value(related);
            sql.Append(") * 2 - COUNT(");
            Value(related);
            sql.Append(") * ").AppendValue(ColumnType.Number, (2 * x) - 1).Append(amounts ? " END" : string.Empty);
            From(related.Records, of);
            sql.Append(")").Append(how).Append("0");
        }
    }

    private void Value(RecordPredicate.Related related)
    {
        string field = SqlNames.Of(related.Measure.Field!.Value.Name);
        if (related.Records.Part is not { } part)
        {
            sql.AppendName(field);
            return;
        }

        sql.Append("(SELECT SUM(").AppendName(field).Append(")");
        FromItems(model[related.Records.Kind], part, related.Records.PartWhere);
        sql.Append(")");
    }

    private void From(RelatedRecords records, KindTable of)
    {
        KindTable table = model[records.Kind];
        sql.Append(" FROM ").AppendName(table.Name).Append(" WHERE ").AppendName(SqlNames.Tenant).Append(" = ").AppendValue(ColumnType.Tenant, tenant)
            .Append(" AND ").AppendName(SqlNames.Of(records.Link.Name)).Append(" = ").AppendName(of.Name).Append(".").AppendName(SqlNames.Id);
        RecordQueries.AppendWhere(sql, ConditionNormalizer.Normalize(records.Where), table);
        if (records.Part is { } part)
        {
            sql.Append(" AND EXISTS (SELECT 1");
            FromItems(table, part, records.PartWhere);
            sql.Append(")");
        }
    }

    private void FromItems(KindTable table, FieldId id, Condition where)
    {
        PartTable part = table.Parts.First(part => part.Part.Id == id);
        sql.Append(" FROM ").AppendName(part.Name).Append(" WHERE ").AppendName(SqlNames.Tenant).Append(" = ").AppendValue(ColumnType.Tenant, tenant)
            .Append(" AND ").AppendName(SqlNames.Id).Append(" = ").AppendName(table.Name).Append(".").AppendName(SqlNames.Id);
        Condition normal = ConditionNormalizer.Normalize(where);
        if (normal != Condition.Everything)
        {
            ConditionSql.Append(sql.Append(" AND "), normal, field => part.Columns.First(column => column.Field.Id == field));
        }
    }
}
