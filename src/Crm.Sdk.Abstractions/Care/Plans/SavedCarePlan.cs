namespace Crm.Sdk.Care;

/// <summary>One version of a saved care plan. Each save makes a new one, and every one is kept.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SavedCarePlan
{
    /// <summary>The record's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The plan's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1 on without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The plan as canonical JSON (<see cref="CarePlanJson.Write"/>).</summary>
    public required string Definition { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The plan.</summary>
    /// <exception cref="CareException">It was written by a newer release.</exception>
    public CarePlan ToPlan() => CarePlanJson.Read(Definition);
}
