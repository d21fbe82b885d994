using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>The steps that a message takes from state to state: pure, so that the order of commits around them can be proved.</summary>
/// <remarks>
/// Two rules hold everywhere. A message whose earlier outcome is unknown never ends as "nothing went out". And what a channel prefers after an unknown
/// outcome decides alone whether it is tried again.
/// </remarks>
internal static class OutboxTransitions
{
    private const string OwnerDied = "The dispatcher that was sending it ended before it recorded the outcome.";
    private const string CapReached = "The last attempt that was allowed had an unknown outcome: ";

    /// <summary>A dispatcher takes a message that is due, or one that another let go of.</summary>
    public static OutboxMessage Claimed(OutboxMessage message, string owner, Instant leaseUntil) =>
        message with { State = OutboxState.Claimed, Owner = owner, LeaseUntil = leaseUntil };

    /// <summary>A dispatcher takes over a message that another was sending when its lease ended: as the channel prefers, never blindly sent again.</summary>
    public static OutboxMessage TakenOver(OutboxMessage message, ChannelDescriptor channel, int maxAttempts, string owner, Instant leaseUntil, Instant now)
    {
        if (channel.AfterCrash == CrashPolicy.PreferNoDuplicate)
        {
            return Parked(message, OwnerDied, now);
        }

        return message.AttemptsOfRound >= maxAttempts
            ? Parked(message, CapReached + OwnerDied, now)
            : Claimed(message, owner, leaseUntil) with { MayHaveGoneOut = true, Reason = OwnerDied };
    }

    /// <summary>The message is about to be handed to its channel.</summary>
    public static OutboxMessage Sending(OutboxMessage message, Instant leaseUntil) =>
        message with { State = OutboxState.Sending, LeaseUntil = leaseUntil, Attempts = message.Attempts + 1, Refusal = null };

    /// <summary>The message was marked as being sent and was not handed to its channel after all: the attempt does not count.</summary>
    public static OutboxMessage NotBegun(OutboxMessage message, string? reason, Moments now, Duration wait) =>
        Waiting(message with { Attempts = message.Attempts - 1, Reason = reason ?? message.Reason }, now, wait);

    /// <summary>The dispatcher gives a claimed message back.</summary>
    public static OutboxMessage Released(OutboxMessage message, Moments now) => Waiting(message, now, Duration.Zero);

    /// <summary>The provider took it.</summary>
    public static OutboxMessage Sent(OutboxMessage message, string? receipt, Instant now) =>
        Ended(message, OutboxState.Sent, null, now) with { Receipt = receipt, MayHaveGoneOut = false };

    /// <summary>It did not go out, and a later attempt may succeed.</summary>
    public static OutboxMessage Failed(OutboxMessage message, string reason, int maxAttempts, Duration wait, Moments now)
    {
        if (message.AttemptsOfRound < maxAttempts)
        {
            return Waiting(message with { Reason = reason }, now, wait);
        }

        return message.MayHaveGoneOut
            ? Parked(message, reason, now.Business)
            : FailOver.Next(message, reason) ?? Ended(message, OutboxState.DeadLettered, reason, now.Business);
    }

    /// <summary>It was refused for good: the next channel gets it, or nobody. A provider that knows our keys would have said so of a repeat, and refuses a request that is still on its way too; of others an earlier attempt stays in doubt.</summary>
    public static OutboxMessage Rejected(OutboxMessage message, string reason, ChannelDescriptor channel, Instant now) =>
        message.MayHaveGoneOut && channel.AfterCrash != CrashPolicy.ProviderIdempotencyKey
            ? Parked(message, reason, now)
            : FailOver.Next(message with { MayHaveGoneOut = false }, reason) ?? Ended(message, OutboxState.DeadLettered, reason, now);

    /// <summary>Nobody knows whether it went out.</summary>
    public static OutboxMessage InDoubt(OutboxMessage message, string reason, ChannelDescriptor channel, int maxAttempts, Duration wait, Moments now)
    {
        if (channel.AfterCrash == CrashPolicy.PreferNoDuplicate)
        {
            return Parked(message, reason, now.Business);
        }

        return message.AttemptsOfRound >= maxAttempts
            ? Parked(message, CapReached + reason, now.Business)
            : Waiting(message with { Reason = reason, MayHaveGoneOut = true }, now, wait);
    }

    /// <summary>The gate holds it back.</summary>
    public static OutboxMessage Suppressed(OutboxMessage message, Reason reason, Instant now)
    {
        OutboxMessage refused = message with { Refusal = reason };
        return message.MayHaveGoneOut
            ? Parked(refused, reason.ToString(), now)
            : (FailOver.After(reason.Code) ? FailOver.Next(message, reason.ToString()) : null) ?? Ended(refused, OutboxState.Suppressed, reason.ToString(), now);
    }

    /// <summary>The gate lets it wait.</summary>
    public static OutboxMessage Held(OutboxMessage message, Reason reason, Instant until, Moments now) =>
        Waiting(message with { Refusal = reason }, now, Duration.Max(Duration.FromMilliseconds(1), until - now.Business));

    /// <summary>Whether an operator can have it sent again.</summary>
    public static bool CanRetry(OutboxMessage message) => message.State is OutboxState.DeadLettered or OutboxState.OutcomeUnknown or OutboxState.Suppressed;

    /// <summary>An operator has it sent again, under its own key: by its first channel, or by the one that may have sent it.</summary>
    public static OutboxMessage Retry(OutboxMessage message) => message.State == OutboxState.OutcomeUnknown ? DueAtOnce(message) with { MayHaveGoneOut = true } : DueAtOnce(FailOver.First(message));

    /// <summary>The message, to be sent at once, with a new round of attempts.</summary>
    public static OutboxMessage DueAtOnce(OutboxMessage message) => message with
    {
        State = OutboxState.Pending,
        Due = message.Origin?.At ?? Instant.FromUnixTimeTicks(0), // past by both clocks
        Owner = null,
        LeaseUntil = null,
        EarlierAttempts = message.Attempts,
        FinishedAt = null,
        Refusal = null,
    };

    private static OutboxMessage Waiting(OutboxMessage message, Moments now, Duration wait)
    {
        Instant from = message.Attempts == 0 ? now.Business : now.Store; // first attempts are due by business time, repeated ones by the store's clock
        return message with
        {
            State = OutboxState.Pending,
            Due = wait == Duration.Zero && message.Due <= from ? message.Due : from + wait,
            Owner = null,
            LeaseUntil = null,
        };
    }

    private static OutboxMessage Parked(OutboxMessage message, string reason, Instant now) => Ended(message, OutboxState.OutcomeUnknown, reason, now);

    private static OutboxMessage Ended(OutboxMessage message, OutboxState state, string? reason, Instant now) => message with
    {
        State = state,
        Reason = reason,
        Due = null,
        Owner = null,
        LeaseUntil = null,
        FinishedAt = now,
    };
}
