using NodaTime;

namespace Crm.Sdk.History;

/// <summary>A record as it was known at an instant (CU-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <typeparam name="T">The entity's type.</typeparam>
public sealed record PastState<T>
    where T : class
{
    /// <summary>The entity. Fields in <see cref="Masked"/> have no value in it, though they had one.</summary>
    public required T Entity { get; init; }

    /// <summary>The version it had.</summary>
    public required long Version { get; init; }

    /// <summary>Since when it was so, in business time: the instant of the change that made it so, or of its addition.</summary>
    public required Instant Since { get; init; }

    /// <summary>Who made it so.</summary>
    public required ActorId By { get; init; }

    /// <summary>The fields whose value of then can no longer be read, because the key that it was sealed under was destroyed.</summary>
    public ValueList<string> Masked { get; init; }
}
