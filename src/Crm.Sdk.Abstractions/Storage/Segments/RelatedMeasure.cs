namespace Crm.Sdk.Storage;

/// <summary>What is measured of related records.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Kind">What is made of the values.</param>
/// <param name="Field">
/// The field of whole numbers or instants (in microseconds) that is measured: of the records, or of the items that count where a part is asked for. Null for <see cref="MeasureKind.Count"/>.
/// </param>
public sealed record RelatedMeasure(MeasureKind Kind, FieldId? Field = null)
{
    /// <summary>How many records there are; always defined.</summary>
    public static RelatedMeasure Count { get; } = new(MeasureKind.Count);

    /// <summary>The field of the records that holds their currency's code, where amounts are measured; null otherwise.</summary>
    public FieldId? Currency { get; init; }

    /// <summary>The code that all of them must have; if any has another, the measure is undefined.</summary>
    public string? CurrencyCode { get; init; }
}
