namespace Crm.Sdk.Notifications;

/// <summary>Extension point: a notification channel, 通知渠道. It sends one message and says what became of it; everything else is the core's.</summary>
/// <remarks>
/// Implementations are thread-safe singletons. Limits are declared; consent, quiet hours, caps, retries, fail-over and idempotency are not the
/// channel's business. Throwing is allowed: an exception means <i>outcome unknown</i> and is treated as
/// <see cref="ChannelDescriptor.AfterCrash"/> says, unless it is <see cref="NotSentException"/>. New abilities come as further interfaces.
/// </remarks>
public interface INotificationChannel
{
    /// <summary>What the channel is. Constant over its life.</summary>
    ChannelDescriptor Descriptor { get; }

    /// <summary>Sends one message.</summary>
    /// <param name="message">A message that passed the gate.</param>
    /// <param name="cancellationToken">Ends the attempt; its outcome is then unknown unless the channel throws <see cref="NotSentException"/>.</param>
    Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
