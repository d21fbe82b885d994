namespace Crm.Sdk.Import;

/// <summary>The least and the greatest id of the records that a run wrote of one kind; between them lie records of others too.</summary>
/// <remarks>Ids grow with time, so a run's records are found by reading a stretch of them, without an index. Immutable.</remarks>
/// <param name="First">The least id; null where there is none.</param>
/// <param name="Last">The greatest id; null where there is none.</param>
public readonly record struct IdRange(RecordId? First, RecordId? Last)
{
    /// <summary>Whether there is no id.</summary>
    public bool IsEmpty => First is null;

    /// <summary>The range with one more id.</summary>
    public IdRange With(RecordId id) => new(First is { } first && first < id ? first : id, Last is { } last && last > id ? last : id);

    /// <summary>The range that holds both.</summary>
    public IdRange With(IdRange other) => other is { First: { } first, Last: { } last } ? With(first).With(last) : this;
}
