using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>The gate that judges by the message and its channel alone: content, audience, address, length, use-by.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SendGate : ISendGate
{
    public ValueTask<GateAnswer> JudgeAsync(CrmScope scope, ChannelDescriptor channel, IReadOnlyList<GatedMessage> messages, Instant now, CancellationToken cancellationToken) =>
        new(GateAnswer.Of(messages.Select(message => Judge(channel, message, now))));

    /// <summary>What speaks against a message whoever it is for.</summary>
    public static SendVerdict Judge(ChannelDescriptor channel, GatedMessage gated, Instant now)
    {
        if (gated.Content is not { } content)
        {
            return SendVerdict.Refused("gate.erased");
        }

        if (gated.Message.UseBy <= now)
        {
            return SendVerdict.Refused("gate.use-by");
        }

        if (!channel.Audience.HasFlag(gated.Message.Audience))
        {
            return SendVerdict.Refused("gate.audience", channel.Name, gated.Message.Audience.ToString());
        }

        if (channel.Reaches is { } kind && content.Address is null)
        {
            return SendVerdict.Refused("gate.no-address", kind.ToString());
        }

        if (!channel.Formats.Contains(content.Format))
        {
            return SendVerdict.Refused("gate.format", channel.Name, content.Format.ToString());
        }

        if (!channel.Templates.IsEmpty && channel.Templates.All(template => template.Code != content.Template?.Code))
        {
            return SendVerdict.Refused("gate.not-approved", channel.Name);
        }

        int length = channel.Limit.Measure(content.Body);
        return length > channel.Limit.Count ? SendVerdict.Refused("gate.too-long", length, channel.Name, channel.Limit.Count) : SendVerdict.Permitted;
    }
}
