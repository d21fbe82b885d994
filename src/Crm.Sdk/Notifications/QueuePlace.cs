using System.Globalization;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>
/// The one indexed text by which messages are found: what is to be done with them, their channel, and when, for example
/// <c>pending/sms/0001767322980000000</c>. Sent messages have none, so they leave the index.
/// </summary>
/// <remarks>A range of it is what a dispatcher claims or a list shows; no other index is needed.</remarks>
internal static class QueuePlace
{
    /// <summary>Waits for its first attempt; ordered by business time.</summary>
    public const string Pending = "pending";

    /// <summary>Waits for another attempt; ordered by the store's clock.</summary>
    public const string Retry = "retry";

    /// <summary>Claimed or being sent; ordered by the end of the lease, by the store's clock.</summary>
    public const string Lease = "lease";

    /// <summary>Outcome unknown; ordered by when it was parked.</summary>
    public const string Unknown = "unknown";

    /// <summary>Dead letter; ordered by when it was given up.</summary>
    public const string Dead = "dead";

    /// <summary>Held back; ordered by when.</summary>
    public const string Suppressed = "suppressed";

    public const int MaxLength = 128;

    public static string? Of(OutboxMessage message) => message.State switch
    {
        OutboxState.Pending => At(message.Attempts == 0 ? Pending : Retry, message.Channel, message.Due),
        OutboxState.Claimed or OutboxState.Sending => At(Lease, message.Channel, message.LeaseUntil),
        OutboxState.OutcomeUnknown => At(Unknown, message.Channel, message.FinishedAt),
        OutboxState.DeadLettered => At(Dead, message.Channel, message.FinishedAt),
        OutboxState.Suppressed => At(Suppressed, message.Channel, message.FinishedAt),
        _ => null,
    };

    /// <summary>The messages of a place, of all channels.</summary>
    public static Condition In(string place) => Between($"{place}/", $"{place}0"); // '0' follows '/'

    /// <summary>The messages of a place behind a channel, in the order of the index.</summary>
    public static Condition Behind(string place, string channel) => Between($"{place}/{channel}0", $"{place}0");

    /// <summary>The messages of a place and a channel.</summary>
    public static Condition In(string place, string channel) => Between($"{place}/{channel}/", $"{place}/{channel}0");

    /// <summary>The messages of a place and a channel whose time has come.</summary>
    public static Condition Until(string place, string channel, Instant now) => Condition.All(
        Condition.Is(OutboxModel.Queue, Comparison.GreaterOrEqual, FieldValue.Of($"{place}/{channel}/")),
        Condition.Is(OutboxModel.Queue, Comparison.LessOrEqual, FieldValue.Of(At(place, channel, now))));

    private static Condition Between(string from, string before) => Condition.All(
        Condition.Is(OutboxModel.Queue, Comparison.GreaterOrEqual, FieldValue.Of(from)),
        Condition.Is(OutboxModel.Queue, Comparison.Less, FieldValue.Of(before)));

    private static string At(string place, string channel, Instant? at) =>
        string.Create(CultureInfo.InvariantCulture, $"{place}/{channel}/{Math.Max(0, at?.ToUnixMicroseconds() ?? 0):D19}");
}
