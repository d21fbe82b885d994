using System.Collections.Concurrent;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>A channel whose provider answers as a test says and remembers what it took.</summary>
internal sealed class TestChannel(ChannelDescriptor descriptor) : INotificationChannel
{
    public TestChannel(string name, CrashPolicy afterCrash = CrashPolicy.ProviderIdempotencyKey)
        : this(new ChannelDescriptor(name) { Audience = Audience.Customers | Audience.Staff, AfterCrash = afterCrash })
    {
    }

    public ChannelDescriptor Descriptor { get; set; } = descriptor;

    /// <summary>Every call, in order.</summary>
    public ConcurrentQueue<OutgoingMessage> Calls { get; } = new();

    /// <summary>What the provider took, in order.</summary>
    public ConcurrentQueue<OutgoingMessage> Taken { get; } = new();

    public Func<OutgoingMessage, CancellationToken, Task<DeliveryResult>> Answer { get; set; } = static (message, _) => Task.FromResult(DeliveryResult.Accepted($"receipt-{message.Key}"));

    public async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Calls.Enqueue(message);
        DeliveryResult result = await Answer(message, cancellationToken);
        if (result.Outcome == DeliveryOutcome.Accepted)
        {
            Taken.Enqueue(message);
        }

        return result;
    }
}
