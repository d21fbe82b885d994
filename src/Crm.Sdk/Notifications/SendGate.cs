using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>The gate that judges by the message and its channel alone: content, audience, address, length, use-by.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SendGate : ISendGate
{
    public ValueTask<IReadOnlyList<SendVerdict>> JudgeAsync(
        CrmScope scope, ChannelDescriptor channel, IReadOnlyList<(OutboxMessage Message, MessageContent? Content)> messages, Instant now, CancellationToken cancellationToken) =>
        new([.. messages.Select(m => new SendVerdict(Against(channel, m.Message, m.Content, now)))]);

    private static string? Against(ChannelDescriptor channel, OutboxMessage message, MessageContent? content, Instant now)
    {
        if (content is null)
        {
            return "Its content was erased.";
        }

        if (message.UseBy <= now)
        {
            return "Its use-by passed.";
        }

        if (!channel.Audience.HasFlag(message.Audience))
        {
            return $"Channel '{channel.Name}' does not reach {message.Audience}.";
        }

        if (channel.Reaches is { } kind && content.Address is null)
        {
            return $"There is no {kind} address.";
        }

        return channel.Limit.Measure(content.Body) > channel.Limit.Count ? $"Its text is longer than channel '{channel.Name}' takes." : null;
    }
}
