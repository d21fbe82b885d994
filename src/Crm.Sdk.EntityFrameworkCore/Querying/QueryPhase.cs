using System.Linq.Expressions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>
/// One statement of a page: a filter and an order. Records without a value and those with one are read in two phases, in the order in which nulls come
/// first; so no database's own place for nulls matters, and each phase walks an index in one range. (An OR over both ranges was seen to read and sort
/// the whole index.)
/// </summary>
/// <param name="Where">What the cursor and the place of nulls add to the query's condition; null for nothing.</param>
/// <param name="OrderBy">The ordered column, or null for the id alone.</param>
/// <param name="Descending">The direction of both.</param>
internal sealed record QueryPhase(Expression? Where, FieldColumn? OrderBy, bool Descending)
{
    private static readonly Expression Id = Bag.Column(SqlNames.Id, typeof(Guid));

    public static IReadOnlyList<QueryPhase> Of(StoreQuery query, KindTable table, bool nullsSortFirst)
    {
        bool descending = query.Order is { Descending: true };
        if (query.Order is not { } order)
        {
            return [new QueryPhase(query.After is { } last ? Behind(last.Id, descending) : null, null, descending)];
        }

        FieldColumn column = table.Column(order.Field);
        Expression field = Bag.Column(column);
        switch (query.After)
        {
            case null when nullsSortFirst:
                return [new QueryPhase(null, column, descending)]; // the first page of such a database is one walk
            case null:
                return InOrder(new QueryPhase(Bag.IsNull(field), null, descending), new QueryPhase(Bag.IsNotNull(field), column, descending));
            case { Value.IsNull: true } after:
                var nulls = new QueryPhase(Expression.AndAlso(Bag.IsNull(field), Behind(after.Id, descending)), null, descending);
                return descending ? [nulls] : [nulls, new QueryPhase(Bag.IsNotNull(field), column, descending)];
            case { } after:
                var values = new QueryPhase(Behind(after, column, descending), column, descending);
                return descending ? [values, new QueryPhase(Bag.IsNull(field), null, descending)] : [values];
        }

        IReadOnlyList<QueryPhase> InOrder(QueryPhase nulls, QueryPhase values) => descending ? [values, nulls] : [nulls, values];
    }

    /// <summary>f ≥ v and (f &gt; v or (f = v and id &gt; i)): the first part, implied by the second, is the bound that planners find.</summary>
    private static BinaryExpression Behind(PageCursor after, FieldColumn column, bool descending)
    {
        Expression value = ConditionTranslator.Operand(column, after.Value);
        Expression Is(ExpressionType type) => Bag.Compare(type, Bag.Column(column), value);
        return Expression.AndAlso(
            Is(descending ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual),
            Expression.OrElse(
                Is(descending ? ExpressionType.LessThan : ExpressionType.GreaterThan),
                Expression.AndAlso(Is(ExpressionType.Equal), Behind(after.Id, descending))));
    }

    private static Expression Behind(RecordId id, bool descending) =>
        Bag.Compare(descending ? ExpressionType.LessThan : ExpressionType.GreaterThan, Id, Bag.Parameter(id.Value));
}
