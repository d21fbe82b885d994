namespace Crm.Sdk.Loyalty;

/// <summary>One version of a saved programme. Each save makes a new one, and every one is kept.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record SavedProgramme
{
    /// <summary>The record's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Code { get; init; }

    /// <summary>The version, from 1 on without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The programme.</summary>
    public required LoyaltyProgramme Programme { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }
}
