using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A provider on this machine that is spoken to by real HTTP. It drops repeats by their key, where it knows keys, also of messages that it took without answering.</summary>
internal sealed class HttpProvider : IScriptedProvider, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedMessage> _received = [];
    private readonly HashSet<string> _keys = [];
    private readonly Func<LoopbackRequest, (ReceivedMessage Message, string? Key)> _read;
    private readonly Func<ProviderBehaviour, ReceivedMessage, LoopbackReply> _answer;
    private readonly LoopbackHttpServer _server;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProviderBehaviour _behaviour;
    private int _requests;

    /// <param name="read">The message of a request, and the key by which repeats are known, or null. What it throws fails the test.</param>
    /// <param name="answer">What it answers, but for hanging and dropping.</param>
    /// <param name="asksToWait">How long it asks to wait when it is busy.</param>
    public HttpProvider(
        Func<LoopbackRequest, (ReceivedMessage Message, string? Key)> read, Func<ProviderBehaviour, ReceivedMessage, LoopbackReply> answer, Duration? asksToWait)
    {
        _read = read;
        _answer = answer;
        AsksToWait = asksToWait;
        _server = new LoopbackHttpServer(Answer);
    }

    public Uri Address => _server.Address;

    public Duration? AsksToWait { get; }

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
        (ReceivedMessage message, string? key) = _read(request);
        lock (_gate)
        {
            _requests++;
            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            bool takes = _behaviour is ProviderBehaviour.Accepts or ProviderBehaviour.Hangs or ProviderBehaviour.Drops;
            if (takes && (key is null || _keys.Add(key)))
            {
                _received.Add(message);
            }

            return _behaviour switch
            {
                ProviderBehaviour.Hangs => LoopbackReply.Hang,
                ProviderBehaviour.Drops => LoopbackReply.Drop,
                _ => _answer(_behaviour, message),
            };
        }
    }
}
