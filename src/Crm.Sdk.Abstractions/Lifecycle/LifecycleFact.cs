using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Something that happened with a customer and that stages follow from.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Type">What happened: a code of <see cref="LifecycleFactTypes"/> or of a plugin.</param>
/// <param name="At">When, whole microseconds.</param>
/// <param name="Record">The record that tells of it; null where it stands outside.</param>
public sealed record LifecycleFact(string Type, Instant At, RecordRef? Record = null)
{
    /// <summary>The one order in which facts count, however they came: by instant, type, and record.</summary>
    public static IComparer<LifecycleFact> Order { get; } = Comparer<LifecycleFact>.Create(static (one, other) =>
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        int at = one.At.CompareTo(other.At);
        int type = at == 0 ? string.CompareOrdinal(one.Type, other.Type) : at;
        return type == 0 ? Nullable.Compare(one.Record, other.Record) : type;
    });
}
