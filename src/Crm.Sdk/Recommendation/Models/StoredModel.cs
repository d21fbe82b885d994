using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>A trained model as it is kept: of which recommender, for which instant; the model itself is in parts beside it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record StoredModel
{
    /// <summary>The model's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The recommender's id.</summary>
    public required string Recommender { get; init; }

    /// <summary>The recommender's version.</summary>
    public required long Version { get; init; }

    /// <summary>The instant that it was trained for: nothing later is in it.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The zone in which its days were counted.</summary>
    public required string Zone { get; init; }

    /// <summary>When it was trained.</summary>
    public required Instant TrainedAt { get; init; }

    /// <summary>Of how many baskets.</summary>
    public required long Baskets { get; init; }

    /// <summary>In how many parts it is kept.</summary>
    public required long Parts { get; init; }
}
