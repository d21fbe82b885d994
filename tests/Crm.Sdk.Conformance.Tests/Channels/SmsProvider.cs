using System.Text.Json;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A provider of text messages on this machine: real HTTP, repeats dropped by key, and refusals that quote what they refuse.</summary>
internal sealed class SmsProvider : IScriptedProvider, IAsyncDisposable
{
    private const int BusySeconds = 7;

    private readonly Lock _gate = new();
    private readonly List<ReceivedMessage> _received = [];
    private readonly HashSet<string> _keys = [];
    private readonly LoopbackHttpServer _server;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProviderBehaviour _behaviour;
    private int _requests;

    public SmsProvider() => _server = new LoopbackHttpServer(Answer);

    public Uri Address => _server.Address;

    public Duration? AsksToWait => Duration.FromSeconds(BusySeconds);

    public int Requests
    {
        get
        {
            lock (_gate)
            {
                return _requests;
            }
        }
    }

    public IReadOnlyList<ReceivedMessage> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    public Task BehaveAsync(ProviderBehaviour behaviour, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _behaviour = behaviour;
        }

        return Task.CompletedTask;
    }

    public async Task WaitForRequestsAsync(int requests, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_requests >= requests)
                {
                    return;
                }

                more = _more.Task;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private LoopbackReply Answer(LoopbackRequest request)
    {
        SmsRequest message = JsonSerializer.Deserialize(request.Body, SmsJson.Default.SmsRequest)!;
        lock (_gate)
        {
            _requests++;
            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            bool takes = _behaviour is ProviderBehaviour.Accepts or ProviderBehaviour.Hangs or ProviderBehaviour.Drops;
            if (takes && (!request.Headers.TryGetValue("Idempotency-Key", out string? key) || _keys.Add(key)))
            {
                _received.Add(new ReceivedMessage(message.Text, message.To));
            }

            return _behaviour switch
            {
                ProviderBehaviour.Accepts => new LoopbackReply(202, "taken"),
                ProviderBehaviour.Busy => new LoopbackReply(429, "too many", BusySeconds),
                ProviderBehaviour.Fails => new LoopbackReply(500, "something is wrong"),
                ProviderBehaviour.Refuses => new LoopbackReply(400, $"cannot send '{message.Text}' to {message.To}"),
                ProviderBehaviour.Hangs => LoopbackReply.Hang,
                _ => LoopbackReply.Drop,
            };
        }
    }
}
