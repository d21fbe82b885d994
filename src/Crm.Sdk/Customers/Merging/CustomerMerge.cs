namespace Crm.Sdk.Customers.Duplicates;

/// <summary>That a customer was merged into another: what was chosen, and what is needed to end it. Former values stand in the survivor's revision of that version, sealed where they are personal.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CustomerMerge
{
    /// <summary>The id by which the merge can be ended.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The customer that stays.</summary>
    public required CustomerId Survivor { get; init; }

    /// <summary>The customer that was merged into it.</summary>
    public required CustomerId Loser { get; init; }

    /// <summary>The loser's state before.</summary>
    public required CustomerState LoserState { get; init; }

    /// <summary>The survivor's version that the merge wrote; null where it changed nothing of it.</summary>
    public long? SurvivorVersion { get; init; }

    /// <summary>Where the survivor's fields come from, those that both had or the loser alone.</summary>
    public ValueList<MergeChoice> Choices { get; init; }

    /// <summary>When, by whom and by which run it was merged; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>When it was ended, in business time; null while it holds.</summary>
    public NodaTime.Instant? EndedAt { get; init; }

    /// <summary>Who ended it.</summary>
    public ActorId? EndedBy { get; init; }
}
