using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>A message that may be sent now: everything that speaks against it was checked in the commit that marked it as being sent.</summary>
/// <remarks>There is no public constructor: only the core makes one, after its gate. Immutable and thread-safe.</remarks>
public sealed class OutgoingMessage
{
    internal OutgoingMessage(string key, TenantId tenant, string channel, string? address, string? subject, string body, string? language, int attempt, bool possibleDuplicate, Instant permittedAt)
    {
        Key = key;
        Tenant = tenant;
        Channel = channel;
        Address = address;
        Subject = subject;
        Body = body;
        Language = language;
        Attempt = attempt;
        PossibleDuplicate = possibleDuplicate;
        PermittedAt = permittedAt;
    }

    /// <summary>The idempotency key: the same for every attempt at this message, different for every other message. ASCII, at most 64 characters.</summary>
    public string Key { get; }

    /// <summary>The tenant in whose name it is sent.</summary>
    public TenantId Tenant { get; }

    /// <summary>The channel's name.</summary>
    public string Channel { get; }

    /// <summary>Where it goes: the e-mail address or phone number, or null where the channel needs none.</summary>
    public string? Address { get; }

    /// <summary>The subject, where there is one. Never with a line break.</summary>
    public string? Subject { get; }

    /// <summary>The text, within the channel's limit.</summary>
    public string Body { get; }

    /// <summary>How the text is written.</summary>
    public MessageFormat Format { get; internal init; }

    /// <summary>The provider's approved template with its values, where the channel sends such; <see cref="Body"/> is then what people read.</summary>
    public FilledTemplate? Template { get; internal init; }

    /// <summary>
    /// Where one request withdraws the consent behind this message (RFC 8058): for the header <c>List-Unsubscribe</c>, beside <c>List-Unsubscribe-Post: List-Unsubscribe=One-Click</c>; null where there
    /// is nothing to withdraw, or the host has no address for it.
    /// </summary>
    public Uri? Unsubscribe { get; internal init; }

    /// <summary>The text's language, a BCP 47 tag, or null.</summary>
    public string? Language { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Whether an earlier attempt may have gone out: on channels that prefer two to none, and where an operator has a message sent again.</summary>
    public bool PossibleDuplicate { get; }

    /// <summary>When the gate permitted it, in business time.</summary>
    public Instant PermittedAt { get; }
}
