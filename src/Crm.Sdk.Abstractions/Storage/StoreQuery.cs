namespace Crm.Sdk.Storage;

/// <summary>A question for records of one kind of one tenant: a condition, an order and a page.</summary>
/// <param name="Tenant">The tenant; nothing of another is seen.</param>
/// <param name="Kind">The kind.</param>
public sealed record StoreQuery(TenantId Tenant, RecordKind Kind)
{
    /// <summary>The greatest number of records in a page.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>Which records are meant; all by default. In normal form when it reaches a store (<see cref="ConditionNormalizer"/>).</summary>
    public Condition Where { get; init; } = Condition.Everything;

    /// <summary>The field to order by, the id breaking ties in the same direction; by id alone when null.</summary>
    public RecordOrder? Order { get; init; }

    /// <summary>Where the last page ended; null for the first page.</summary>
    public PageCursor? After { get; init; }

    /// <summary>The greatest number of records wanted, 1 to <see cref="MaxLimit"/>; 200 by default.</summary>
    public int Limit { get; init; } = 200;
}
