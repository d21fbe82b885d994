using Crm.Sdk.Classification;
using Crm.Sdk.Privacy;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>A message to be delivered: written in the commit of what caused it, sent by the dispatcher afterwards (CA-3).</summary>
/// <remarks>
/// Address, subject and text stand only in a sealed envelope, and never change: every attempt sends the same bytes under the same key. The record's
/// version is the fence of its lease: who writes with an older one is refused. Immutable and thread-safe.
/// </remarks>
public sealed record OutboxMessage
{
    /// <summary>The greatest length of a key, in ASCII characters.</summary>
    public const int MaxKeyLength = 64;

    /// <summary>The greatest length of a purpose, in UTF-16 units.</summary>
    public const int MaxPurposeLength = 64;

    /// <summary>The greatest length of a cause, in UTF-16 units.</summary>
    public const int MaxCauseLength = 128;

    /// <summary>The greatest length of a reason, in UTF-16 units; longer ones are cut.</summary>
    public const int MaxReasonLength = 400;

    /// <summary>The greatest length of a receipt, in UTF-16 units; longer ones are cut.</summary>
    public const int MaxReceiptLength = 256;

    /// <summary>The message's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The idempotency key, unique within the tenant; the provider sees it too.</summary>
    public required string Key { get; init; }

    /// <summary>The customer whom it is about, or null where it is about none.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The name of the channel that has it now.</summary>
    public required string Channel { get; init; }

    /// <summary>All channels by which it may go, in their order, the first included; empty where there is only <see cref="Channel"/>.</summary>
    public ValueList<string> ChannelOrder { get; init; }

    /// <summary>How many channels of <see cref="ChannelOrder"/> gave it up for good; <see cref="Channel"/> is the one after those.</summary>
    public int FailedOver { get; init; }

    /// <summary>Whom it is for.</summary>
    public required Audience Audience { get; init; }

    /// <summary>Address, subject and text in their envelope.</summary>
    public required SealedValue Content { get; init; }

    /// <summary>How much it matters, 0 to 100.</summary>
    public int Priority { get; init; }

    /// <summary>The text's language, a BCP 47 tag, or null.</summary>
    public string? Language { get; init; }

    /// <summary>What it is sent for, as consent is asked: <c>marketing</c>, <c>service</c> and the like.</summary>
    public required string Purpose { get; init; }

    /// <summary>What caused it: a care plan, a campaign, an order, for example <c>plan:birthday</c>.</summary>
    public string? Cause { get; init; }

    /// <summary>The earliest moment at which it may be sent, in business time.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>The moment from which on it is of no use any more, in business time; it is then suppressed.</summary>
    public Instant? UseBy { get; init; }

    /// <summary>Where it stands.</summary>
    public required OutboxState State { get; init; }

    /// <summary>While pending: when the next attempt is due; by business time for the first attempt, by the store's clock for a repeated one.</summary>
    public Instant? Due { get; init; }

    /// <summary>While claimed or being sent: the dispatcher that holds it.</summary>
    public string? Owner { get; init; }

    /// <summary>While claimed or being sent: until when, by the store's clock. Afterwards another dispatcher may take it over.</summary>
    public Instant? LeaseUntil { get; init; }

    /// <summary>How many attempts were begun in all.</summary>
    public int Attempts { get; init; }

    /// <summary>How many of <see cref="Attempts"/> were made before an operator last had it sent again; they do not count against the limit.</summary>
    public int EarlierAttempts { get; init; }

    /// <summary>Whether the outcome of an earlier attempt is unknown, so that the message may have gone out already.</summary>
    public bool MayHaveGoneOut { get; init; }

    /// <summary>Why the last attempt failed, or why it is not sent; no personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the gate holds it back or lets it wait, as a code with arguments that has its text in both languages; null where it does not.</summary>
    public Reason? Refusal { get; init; }

    /// <summary>The provider's id of the message, once it was taken.</summary>
    public string? Receipt { get; init; }

    /// <summary>When it was sent, parked, given up or suppressed, in business time.</summary>
    public Instant? FinishedAt { get; init; }

    /// <summary>When its provider reported that it reached the address; null where it did not.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>When its provider reported that it was read.</summary>
    public Instant? ReadAt { get; init; }

    /// <summary>When its provider reported that it came back for good.</summary>
    public Instant? BouncedAt { get; init; }

    /// <summary>When its provider reported that its reader complained.</summary>
    public Instant? ComplainedAt { get; init; }

    /// <summary>When and by whom it was put into the outbox; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The attempts that count against the limit.</summary>
    public int AttemptsOfRound => Attempts - EarlierAttempts;
}
