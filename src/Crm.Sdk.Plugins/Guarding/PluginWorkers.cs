namespace Crm.Sdk.Plugins.Guarding;

/// <summary>The threads that one plugin's calls run on, so that a call which blocks takes a thread from its own plugin and from nobody else.</summary>
/// <remarks>
/// Threads are started when needed, at most <c>limit</c> at once, and end after a while without work. As the synchronisation context of its threads it also
/// gets what a plugin awaits for, and the exceptions of its <c>async void</c> methods, which would otherwise end the process. Thread-safe.
/// </remarks>
internal sealed class PluginWorkers(string name, int limit, Action<Exception> onUnhandled) : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private int _limit = limit;
    private int _threads;
    private int _idle;
    private bool _disposed;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _work.Enqueue((d, state));
            if (_idle >= _work.Count)
            {
                Monitor.Pulse(_gate);
            }
            else if (_threads < _limit)
            {
                _threads++;
                // Unsafe: the caller's execution context must not live on in a plugin's thread, nor the plugin's values in the caller.
                new Thread(Work) { IsBackground = true, Name = name }.UnsafeStart();
            }
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Allows one more thread, in place of one that an abandoned call holds.</summary>
    public void ReplaceOne()
    {
        lock (_gate)
        {
            _limit++;
        }
    }

    /// <summary>Takes back a replacement, since the abandoned call has ended.</summary>
    public void ReturnOne()
    {
        lock (_gate)
        {
            _limit--;
        }
    }

    /// <summary>Lets the threads end as soon as they have no work.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        while (TryTake(out SendOrPostCallback? callback, out object? state))
        {
            SetSynchronizationContext(this);
            try
            {
                callback(state);
            }
            catch (Exception e)
            {
                onUnhandled(e);
            }
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SendOrPostCallback? callback, out object? state)
    {
        lock (_gate)
        {
            while (_work.Count == 0)
            {
                _idle++;
                bool pulsed = !_disposed && Monitor.Wait(_gate, IdleTime);
                _idle--;
                if (_work.Count == 0 && (!pulsed || _disposed))
                {
                    _threads--;
                    callback = null;
                    state = null;
                    return false;
                }
            }

            (callback, state) = _work.Dequeue();
            return true;
        }
    }
}
