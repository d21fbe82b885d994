using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>
/// One statement of a page: a filter and an order. Records without a value and those with one are read in two phases, in the order in which nulls come
/// first; so no database's own place for nulls matters, and each phase walks an index in one range. (An OR over both ranges was seen to read and sort
/// the whole index.)
/// </summary>
internal sealed class QueryPhase
{
    private readonly FieldColumn? _field;
    private readonly bool? _hasValue;
    private readonly PageCursor? _after;
    private readonly bool _descending;

    /// <param name="field">The ordered field's column, or null for the id alone.</param>
    /// <param name="hasValue">Whether the phase reads the records with a value or those without; null for both.</param>
    /// <param name="after">The cursor, where it lies in this phase.</param>
    /// <param name="descending">The direction.</param>
    private QueryPhase(FieldColumn? field, bool? hasValue, PageCursor? after, bool descending) =>
        (_field, _hasValue, _after, _descending) = (field, hasValue, after, descending);

    public static IReadOnlyList<QueryPhase> Of(StoreQuery query, KindTable table, bool nullsSortFirst)
    {
        bool descending = query.Order is { Descending: true };
        if (query.Order is not { } order)
        {
            return [new QueryPhase(null, null, query.After, descending)];
        }

        FieldColumn field = table.Column(order.Field);
        if (query.After is null && nullsSortFirst)
        {
            return [new QueryPhase(field, null, null, descending)];
        }

        bool inNulls = query.After is { Value.IsNull: true };
        var nulls = new QueryPhase(field, false, inNulls ? query.After : null, descending);
        var values = new QueryPhase(field, true, inNulls ? null : query.After, descending);
        return query.After is null || inNulls != descending
            ? descending ? [values, nulls] : [nulls, values]
            : [inNulls ? nulls : values];
    }

    public void AppendWhere(SqlStatement sql)
    {
        if (_hasValue is { } hasValue)
        {
            sql.Append(" AND ").AppendName(_field!.Name).Append(hasValue ? " IS NOT NULL" : " IS NULL");
        }

        if (_after is null)
        {
            return;
        }

        (string beyond, string from) = _descending ? (" < ", " <= ") : (" > ", " >= ");
        if (_hasValue == true)
        {
            // f >= v AND (f > v OR (f = v AND id > i)): the first part, implied by the rest, is the bound that planners find.
            object value = ColumnValue.Of(_after.Value);
            sql.Append(" AND ").AppendName(_field!.Name).Append(from).AppendValue(_field.Type, value)
                .Append(" AND (").AppendName(_field.Name).Append(beyond).AppendValue(_field.Type, value)
                .Append(" OR (").AppendName(_field.Name).Append(" = ").AppendValue(_field.Type, value)
                .Append(" AND ").AppendName(SqlNames.Id).Append(beyond).AppendValue(ColumnType.Id, _after.Id.Value).Append("))");
        }
        else
        {
            sql.Append(" AND ").AppendName(SqlNames.Id).Append(beyond).AppendValue(ColumnType.Id, _after.Id.Value);
        }
    }

    public void AppendOrder(SqlStatement sql)
    {
        string direction = _descending ? " DESC" : string.Empty;
        sql.Append(" ORDER BY ");
        if (_field is not null && _hasValue != false)
        {
            sql.AppendName(_field.Name).Append(direction).Append(", ");
        }

        sql.AppendName(SqlNames.Id).Append(direction);
    }
}
