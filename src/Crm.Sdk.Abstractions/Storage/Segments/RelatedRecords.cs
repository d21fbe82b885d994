namespace Crm.Sdk.Storage;

/// <summary>The records of another kind that name a record.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Kind">Their kind; another than the record's own.</param>
/// <param name="Link">Their field that holds the record's id.</param>
public sealed record RelatedRecords(RecordKind Kind, FieldId Link)
{
    /// <summary>Which of them count; all by default.</summary>
    public Condition Where { get; init; } = Condition.Everything;

    /// <summary>The part of which they must have an item that fulfils <see cref="PartWhere"/>; null where no item is asked for.</summary>
    public FieldId? Part { get; init; }

    /// <summary>Which items count.</summary>
    public Condition PartWhere { get; init; } = Condition.Everything;
}
