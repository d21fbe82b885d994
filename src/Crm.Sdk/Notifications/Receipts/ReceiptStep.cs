using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>What a receipt makes of a message. Each kind keeps its earliest instant, so that repeats change nothing and the order does not matter.</summary>
internal static class ReceiptStep
{
    public static OutboxMessage Of(OutboxMessage message, DeliveryReceipt receipt)
    {
        Instant at = receipt.At.FloorToMicrosecond();
        OutboxMessage noted = receipt.Kind switch
        {
            ReceiptKind.Delivered => message with { DeliveredAt = Earliest(message.DeliveredAt, at) },
            ReceiptKind.Read => message with { ReadAt = Earliest(message.ReadAt, at) },
            ReceiptKind.Bounced => message with { BouncedAt = Earliest(message.BouncedAt, at) },
            ReceiptKind.Complained => message with { ComplainedAt = Earliest(message.ComplainedAt, at) },
            _ => throw new ArgumentOutOfRangeException(nameof(receipt)),
        };
        return IsInDoubt(noted) ? OutboxTransitions.Sent(noted, noted.Receipt, at) : noted; // what is reported of, the provider took
    }

    private static bool IsInDoubt(OutboxMessage message) => message.State is OutboxState.Sending or OutboxState.OutcomeUnknown
        || (message.State is OutboxState.Pending or OutboxState.Claimed && message.MayHaveGoneOut);

    private static Instant Earliest(Instant? before, Instant at) => before is { } known && known < at ? known : at;
}
