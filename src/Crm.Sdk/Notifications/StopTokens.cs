namespace Crm.Sdk.Notifications;

/// <summary>A stop in three steps: nothing new is begun; then sends that run are cancelled; then the store is no longer waited for.</summary>
internal sealed class StopTokens : IDisposable
{
    private readonly CancellationTokenSource _calls;
    private readonly CancellationTokenSource _store;
    private readonly CancellationTokenRegistration _registration;

    public StopTokens(TimeSpan grace, TimeProvider time, CancellationToken asked)
        : this(grace, (grace * 2) + TimeSpan.FromSeconds(5), time, asked) // outcomes are worth a wait
    {
    }

    private StopTokens(TimeSpan grace, TimeSpan patience, TimeProvider time, CancellationToken asked)
    {
        Asked = asked;
        _calls = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _store = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = asked.UnsafeRegister(
            _ =>
            {
                _calls.CancelAfter(grace);
                _store.CancelAfter(patience);
            },
            null);
    }

    /// <summary>For who only reads: a stop ends everything at once.</summary>
    public static StopTokens AtOnce(TimeProvider time, CancellationToken asked) => new(TimeSpan.Zero, TimeSpan.Zero, time, asked);

    /// <summary>The caller asked to stop.</summary>
    public CancellationToken Asked { get; }

    public bool IsAsked => Asked.IsCancellationRequested;

    /// <summary>Ends calls into channels.</summary>
    public CancellationToken Calls => _calls.Token;

    /// <summary>Ends calls into the store.</summary>
    public CancellationToken Store => _store.Token;

    public void Dispose()
    {
        _registration.Dispose(); // waits for a callback that runs
        _calls.Dispose();
        _store.Dispose();
    }
}
