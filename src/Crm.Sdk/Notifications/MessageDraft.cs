using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>A message to be put into the outbox.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record MessageDraft
{
    /// <summary>The greatest length of a text in UTF-16 units, whatever the channel takes.</summary>
    public const int MaxBodyLength = 100_000;

    /// <summary>The greatest length of a subject in UTF-16 units.</summary>
    public const int MaxSubjectLength = 400;

    /// <summary>The greatest number of fallbacks.</summary>
    public const int MaxFallbacks = 4;

    /// <summary>The idempotency key, 1 to 64 visible ASCII characters: the same key is the same message, however often it is put in. See <see cref="MessageKey.Of"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>Whom it is for; one of them. Customers by default.</summary>
    public Audience Audience { get; init; } = Audience.Customers;

    /// <summary>The customer whom it is about; needed where it is for customers.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>Where it goes; where null, the customer's own contact point of the channel's kind, as it is when the message is put in.</summary>
    public string? Address { get; init; }

    /// <summary>The subject, one line, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The text.</summary>
    public required string Body { get; init; }

    /// <summary>How the text is written; plain text by default.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>The provider's approved template with its values, for channels that send such; <see cref="Body"/> is then what people read.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>How it goes by further channels, in their order, where the one before gave it up for good and nothing can have gone out; at most <see cref="MaxFallbacks"/>, each by another channel.</summary>
    public ValueList<MessageFallback> Fallbacks { get; init; }

    /// <summary>How much it matters, 0 to 100: where caps leave room for one only, the greater goes first. 50 by default.</summary>
    public int Priority { get; init; } = 50;

    /// <summary>The text's language, a BCP 47 tag, or null.</summary>
    public string? Language { get; init; }

    /// <summary>What it is sent for, as consent is asked: <c>marketing</c>, <c>service</c> and the like.</summary>
    public required string Purpose { get; init; }

    /// <summary>What caused it: a care plan, a campaign, an order.</summary>
    public string? Cause { get; init; }

    /// <summary>The earliest moment at which it may be sent, in business time; at once where null.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>The moment from which on it is of no use any more, in business time.</summary>
    public Instant? UseBy { get; init; }
}
