using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Decides of each message, in the commit that marks it as being sent, whether it may be sent.</summary>
/// <remarks>Thread-safe. What it permits is sent within seconds or judged again.</remarks>
internal interface ISendGate
{
    /// <summary>Judges messages of one channel.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="channel">The channel as it is now.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="now">Business time.</param>
    /// <param name="cancellationToken">Ends what the gate reads.</param>
    /// <returns>The verdicts, and what they rely on.</returns>
    ValueTask<GateAnswer> JudgeAsync(CrmScope scope, ChannelDescriptor channel, IReadOnlyList<GatedMessage> messages, Instant now, CancellationToken cancellationToken);
}
