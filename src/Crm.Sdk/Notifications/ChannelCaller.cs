using Crm.Sdk.Plugins;

namespace Crm.Sdk.Notifications;

/// <summary>Calls a channel through its plugin's guard and reads every way in which the call can end.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ChannelCaller(Extension<INotificationChannel> channel)
{
    public async Task<SendAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var call = new Call(channel.Instance, message);
        try
        {
            DeliveryResult? result = await channel.Guard.RunAsync(
                "send",
                call,
                static async (c, token) =>
                {
                    c.Begun = true;
                    return await c.Channel.SendAsync(c.Message, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return Read(result);
        }
        catch (NotSentException error)
        {
            return new SendAnswer.Failed(Reason(error.Message), null);
        }
        catch (PluginCallException error) when (!error.Started || !call.Begun)
        {
            return new SendAnswer.NotBegun(Reason(error.Message));
        }
        catch (PluginCallException error)
        {
            return new SendAnswer.InDoubt(Reason(error.Message));
        }
        catch (OperationCanceledException) when (!call.Begun)
        {
            return new SendAnswer.NotBegun();
        }
        catch (Exception error) // a channel may throw anything: outcome unknown. Its text may hold personal data and is not kept.
        {
            return new SendAnswer.InDoubt($"The channel threw {(error is CrmException coded ? coded.Code : error.GetType().Name)}.");
        }
    }

    private static SendAnswer Read(DeliveryResult? result) => result switch
    {
        { Outcome: DeliveryOutcome.Accepted } => new SendAnswer.Accepted(result.Receipt is null ? null : KeptText.Of(result.Receipt, OutboxMessage.MaxReceiptLength)),
        { Outcome: DeliveryOutcome.Retry } => new SendAnswer.Failed(Reason(result.Reason), result.After),
        { Outcome: DeliveryOutcome.Rejected } => new SendAnswer.Rejected(Reason(result.Reason)),
        _ => new SendAnswer.InDoubt("The channel gave no answer."),
    };

    private static string Reason(string? text) => KeptText.Of(text ?? string.Empty, OutboxMessage.MaxReasonLength);

    private sealed class Call(INotificationChannel channel, OutgoingMessage message)
    {
        private volatile bool _begun;

        public INotificationChannel Channel => channel;

        public OutgoingMessage Message => message;

        public bool Begun
        {
            get => _begun;
            set => _begun = value;
        }
    }
}
