using System.Collections.Frozen;

namespace Crm.Sdk.Notifications;

/// <summary>The step to the next channel of a message that its channel gave up. The record stays the same, and its key: so no two channels ever have it at once.</summary>
internal static class FailOver
{
    /// <summary>Refusals of the gate that speak against the address or the channel and not against writing to the customer. A withdrawn consent is none: who said no to one channel is not looked for on another.</summary>
    private static readonly FrozenSet<string> OfTheChannel = FrozenSet.Create(
        StringComparer.Ordinal, "gate.audience", "gate.bounced", "gate.do-not-use", "gate.format", "gate.no-address", "gate.not-approved", "gate.not-verified", "gate.suppressed", "gate.too-long");

    /// <summary>Whether the next channel may have a message that the gate held back.</summary>
    public static bool After(string refusal) => OfTheChannel.Contains(refusal);

    /// <summary>The message on its next channel, due at once, with a new round of attempts; null where there is no further channel, or where it may have gone out.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why its channel gave it up.</param>
    public static OutboxMessage? Next(OutboxMessage message, string reason) => message.MayHaveGoneOut || message.FailedOver + 1 >= message.ChannelOrder.Count ? null : OutboxTransitions.DueAtOnce(message) with
    {
        Channel = message.ChannelOrder[message.FailedOver + 1],
        FailedOver = message.FailedOver + 1,
        Reason = KeptText.Of($"{message.Channel}: {reason}", OutboxMessage.MaxReasonLength),
    };

    /// <summary>The message on its first channel again.</summary>
    public static OutboxMessage First(OutboxMessage message) => message.FailedOver == 0 ? message : message with { Channel = message.ChannelOrder[0], FailedOver = 0 };
}
