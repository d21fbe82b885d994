using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>How a list of records is found: by an index, or by looking at every record (CU-5).</summary>
/// <remarks>Derived of the condition and the declared indexes, which every store keeps; a store may know better. Immutable and thread-safe.</remarks>
/// <param name="IsScan">Whether every record is looked at.</param>
/// <param name="Index">The field whose index is used; null for the order of ids, and in a scan.</param>
public sealed record ListPlan(bool IsScan, FieldId? Index)
{
    /// <summary>The plan of a list.</summary>
    /// <param name="where">Which records are meant.</param>
    /// <param name="order">The order, or null for that of ids.</param>
    /// <param name="kind">The kind.</param>
    /// <exception cref="CrmException">CRM2020: the kind has no such field.</exception>
    public static ListPlan Of(Condition where, RecordOrder? order, KindModel kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        Condition normal = ConditionNormalizer.Normalize(where);
        if (IndexOf(normal, kind) is { } index)
        {
            return new ListPlan(false, index);
        }

        bool ordered = order is null || kind.IsQueryable(order.Field, FieldSupport.Indexed);
        return normal == Condition.Everything && ordered ? new ListPlan(false, order?.Field) : new ListPlan(true, null);
    }

    /// <summary><c>scan</c>, <c>index FIELD</c> or <c>order of ids</c>.</summary>
    public override string ToString() => IsScan ? "scan" : Index is { } field ? $"index {field}" : "order of ids";

    private static FieldId? IndexOf(Condition condition, KindModel kind) => condition switch
    {
        Condition.Compare { Comparison: not Comparison.NotEqual } compare => Indexed(compare.Field, kind),
        Condition.In isIn => Indexed(isIn.Field, kind),
        Condition.AllOf all => all.Conditions.Select(part => IndexOf(part, kind)).FirstOrDefault(static field => field is not null),
        Condition.AnyOf { Conditions.IsEmpty: false } any when any.Conditions.All(part => IndexOf(part, kind) is not null) => IndexOf(any.Conditions[0], kind),
        _ => null,
    };

    private static FieldId? Indexed(FieldId field, KindModel kind) => kind.IsQueryable(field, FieldSupport.Indexed) ? field : default(FieldId?);
}
