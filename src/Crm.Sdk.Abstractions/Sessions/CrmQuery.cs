using Crm.Sdk.Storage;

namespace Crm.Sdk;

/// <summary>A question for records of one kind: a condition, an order and a page.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <typeparam name="T">The entities' type.</typeparam>
public sealed record CrmQuery<T>
    where T : class
{
    /// <summary>Which records are meant; all by default.</summary>
    public Condition Where { get; init; } = Condition.Everything;

    /// <summary>The field to order by; by id where null.</summary>
    public RecordOrder? Order { get; init; }

    /// <summary>Where the last page ended; null for the first.</summary>
    public PageCursor? After { get; init; }

    /// <summary>The greatest number wanted, 1 to 10,000; 200 by default.</summary>
    public int Limit { get; init; } = 200;
}
