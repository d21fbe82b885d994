using NodaTime;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>An item of a <see cref="Parcel"/>: a field of every type, each of which may be missing.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Sku">A text.</param>
/// <param name="Count">A number.</param>
/// <param name="Opened">A truth value.</param>
/// <param name="Maker">An id.</param>
/// <param name="Packed">An instant.</param>
/// <param name="Expires">A date.</param>
/// <param name="Sheet">An opaque text.</param>
public sealed record ParcelItem(string? Sku, long? Count, bool? Opened, RecordId? Maker, Instant? Packed, LocalDate? Expires, string? Sheet);
