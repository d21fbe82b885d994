using Crm.Sdk.Notifications;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>The outside world of a simulation: what the provider of a channel was handed, what reached people, and how it answers.</summary>
internal sealed class SimulatedProvider(CrashPolicy policy)
{
    private readonly Dictionary<string, Queue<ProviderAnswer>> _scripts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public ChannelDescriptor Descriptor { get; } = new("test") { Audience = Audience.Customers, AfterCrash = policy };

    /// <summary>What reached people, in order.</summary>
    public List<OutgoingMessage> Delivered { get; } = [];

    /// <summary>What was handed over under keys that the provider had already taken.</summary>
    public List<OutgoingMessage> Repeated { get; } = [];

    public void Script(string key, IEnumerable<ProviderAnswer> answers) => _scripts[key] = new Queue<ProviderAnswer>(answers);

    public int Copies(string key) => Delivered.Count(message => message.Key == key);

    /// <summary>The channel as one process sees it; the step is where that process can be stopped.</summary>
    public INotificationChannel Channel(Func<Task> step) => new Line(this, step);

    private async Task<DeliveryResult> HandleAsync(OutgoingMessage message, Func<Task> step)
    {
        await step();
        ProviderAnswer answer = _scripts[message.Key].TryDequeue(out ProviderAnswer next) ? next : ProviderAnswer.Accept;
        if (Descriptor.AfterCrash == CrashPolicy.ProviderIdempotencyKey && Copies(message.Key) > 0)
        {
            Repeated.Add(message);
            answer = ProviderAnswer.Accept; // it knows the key
        }
        else if (Descriptor.AfterCrash == CrashPolicy.ProviderIdempotencyKey && _refused.Contains(message.Key))
        {
            answer = ProviderAnswer.Reject; // what it refused for good it refuses under that key for ever, also where an earlier request arrives late
        }
        else if (answer == ProviderAnswer.Reject)
        {
            _refused.Add(message.Key);
        }
        else if (answer is ProviderAnswer.Accept or ProviderAnswer.AcceptAndHangUp)
        {
            Delivered.Add(message);
        }

        await step();
        return answer switch
        {
            ProviderAnswer.Accept => DeliveryResult.Accepted("receipt"),
            ProviderAnswer.Busy => DeliveryResult.Retry("busy"),
            ProviderAnswer.Reject => DeliveryResult.Rejected("no such number"),
            ProviderAnswer.NotSent => throw new NotSentException("no route"),
            _ => throw new TimeoutException("the line went dead"),
        };
    }

    private sealed class Line(SimulatedProvider provider, Func<Task> step) : INotificationChannel
    {
        public ChannelDescriptor Descriptor => provider.Descriptor;

        public Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => provider.HandleAsync(message, step);
    }
}
