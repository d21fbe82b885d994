using NodaTime;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>The composed kind of the store laws: a field of every type, a part whose items have fields of every type, and two unique keys.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Parcel
{
    /// <summary>The id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>Unique where there is one; indexed by that.</summary>
    public string? Number { get; init; }

    /// <summary>Half of the second unique key, <see cref="Shelf"/> being the other.</summary>
    public string? Depot { get; init; }

    /// <summary>The other half.</summary>
    public long? Shelf { get; init; }

    /// <summary>An indexed number.</summary>
    public long? Grams { get; init; }

    /// <summary>An indexed truth value.</summary>
    public bool? Fragile { get; init; }

    /// <summary>An indexed id.</summary>
    public RecordId? Sender { get; init; }

    /// <summary>An indexed instant.</summary>
    public Instant? Posted { get; init; }

    /// <summary>An indexed date.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>A text that is not indexed.</summary>
    public string? Remark { get; init; }

    /// <summary>An opaque text.</summary>
    public string? Label { get; init; }

    /// <summary>The part.</summary>
    public ValueList<ParcelItem> Items { get; init; }
}
