using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A use of an entitlement.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EntitlementUse
{
    /// <summary>The use's id; it follows from the key.</summary>
    public RecordId Id => IdOf(Key);

    /// <summary>The key, once for ever within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>The entitlement.</summary>
    public required EntitlementId Entitlement { get; init; }

    /// <summary>The member.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The privilege's code.</summary>
    public required string Privilege { get; init; }

    /// <summary>When, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>Where or what for, in the actor's words.</summary>
    public string? Note { get; init; }

    /// <summary>When it was taken back, whole microseconds; null where it was not.</summary>
    public Instant? TakenBackAt { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of the use that a key names: always the same.</summary>
    public static RecordId IdOf(string key) => new(NamedGuid.Of("entitlement-use", key));

    /// <summary>Whether it counts at an instant.</summary>
    public bool CountsAt(Instant at) => At <= at && (TakenBackAt is null || at < TakenBackAt);

    internal void Check()
    {
        Require.NotEmpty(Key, "entitlement-use.key");
        Require.Code(Privilege, "entitlement-use.privilege");
    }
}
