using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Plugins.Guarding;

/// <summary>One call into a plugin: runs on a worker, is cancelled at its deadline and abandoned after its grace; answers exactly once.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The plugin may hold the token for as long as it likes; without a timer or wait handle its source has nothing to free.")]
internal sealed class GuardedCall<TState, TResult>
{
    private const int Waiting = 0, Running = 1, Ended = 2, Abandoned = 3;

    private readonly PluginGuard _guard;
    private readonly string _operation;
    private readonly TState _state;
    private readonly Func<TState, CancellationToken, ValueTask<TResult>> _call;
    private readonly CancellationToken _callerToken;
    private readonly TimeSpan _grace;
    private readonly int _depth;
    private readonly bool _probe;
    private readonly ActivityContext _parent;
    private readonly TimeProvider _time;
    private readonly long _begun;

    // Continuations of the caller must not run on the plugin's thread.
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource _cancellation = new();

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private CancellationTokenRegistration _registration;
    private int _phase = Waiting;
    private bool _cancelled;
    private bool _byCaller;

    public GuardedCall(
        PluginGuard guard, string operation, TState state, Func<TState, CancellationToken, ValueTask<TResult>> call, int depth, bool probe, CancellationToken callerToken)
    {
        _guard = guard;
        _operation = operation;
        _state = state;
        _call = call;
        _depth = depth;
        _probe = probe;
        _callerToken = callerToken;
        _grace = guard.Options.CancellationGrace;
        _time = guard.Time;
        _begun = _time.GetTimestamp();
        _parent = Activity.Current?.Context ?? default;
    }

    /// <summary>Starts the call and gives its answer.</summary>
    public Task<TResult> RunAsync(PluginWorkers workers)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            ITimer timer = _time.CreateTimer(static call => ((GuardedCall<TState, TResult>)call!).TimeIsUp(), this, _guard.Deadline, Timeout.InfiniteTimeSpan);
            lock (_gate)
            {
                _timer = timer;
            }
        }

        workers.Post(static call => _ = ((GuardedCall<TState, TResult>)call!).ExecuteAsync(), this);
        CancellationTokenRegistration registration = _callerToken.UnsafeRegister(static call => ((GuardedCall<TState, TResult>)call!).CallerCancelled(), this);
        bool ended;
        lock (_gate)
        {
            _registration = registration;
            ended = _phase is Ended or Abandoned;
        }

        if (ended)
        {
            Release();
        }

        return _answer.Task;
    }

    private async Task ExecuteAsync()
    {
        lock (_gate)
        {
            if (_phase != Waiting)
            {
                return; // given up before it began
            }

            _phase = Running;
        }

        PluginGuard.Depth.Value = _depth;
        using Activity? activity = PluginTelemetry.Activities.StartActivity(_operation, ActivityKind.Internal, _parent);
        activity?.SetTag("crm.plugin.id", _guard.Plugin.Value);
        try
        {
            TResult result = await _call(_state, _cancellation.Token).ConfigureAwait(false);
            End(null, result);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().FullName);
            End(e, default);
        }
    }

    private void End(Exception? error, TResult? result)
    {
        bool cancelled, byCaller;
        lock (_gate)
        {
            if (_phase == Abandoned)
            {
                _guard.AbandonedCallEnded();
                return;
            }

            _phase = Ended;
            cancelled = _cancelled;
            byCaller = _byCaller;
        }

        Release();
        TimeSpan duration = _time.GetElapsedTime(_begun);
        if (error is null)
        {
            // A call that ended within its grace has an outcome, and that is worth more than the deadline.
            _guard.CallSucceeded(_operation, duration);
            _answer.SetResult(result!);
        }
        else if (error is OperationCanceledException && cancelled)
        {
            if (byCaller)
            {
                _guard.CallCancelled(_operation, duration, _probe);
                _answer.SetCanceled(_callerToken);
            }
            else
            {
                _guard.CallTimedOut(_operation, duration);
                _answer.SetException(TimedOut("it was cancelled at its deadline"));
            }
        }
        else
        {
            _guard.CallFailed(_operation, duration, error);
            _answer.SetException(error);
        }
    }

    private void CallerCancelled()
    {
        lock (_gate)
        {
            if (_cancelled || _phase is Ended or Abandoned)
            {
                return;
            }

            _cancelled = _byCaller = true;
        }

        CancelOrGiveUp();
    }

    private void TimeIsUp()
    {
        bool second;
        lock (_gate)
        {
            if (_phase is Ended or Abandoned)
            {
                return;
            }

            second = _cancelled;
            _cancelled = true;
        }

        if (second)
        {
            Abandon();
        }
        else
        {
            CancelOrGiveUp();
        }
    }

    private void CancelOrGiveUp()
    {
        bool waiting, byCaller;
        lock (_gate)
        {
            waiting = _phase == Waiting;
            byCaller = _byCaller;
            if (waiting)
            {
                _phase = Ended;
            }
            else
            {
                _timer?.Change(_grace, Timeout.InfiniteTimeSpan);
            }
        }

        if (!waiting)
        {
            // Asynchronously, since what the plugin registered on its token runs here, and may hang. Its exceptions are the plugin's own affair.
            _cancellation.CancelAsync().ContinueWith(
                static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return;
        }

        Release();
        _guard.CallNeverBegan(_probe);
        if (byCaller)
        {
            _answer.SetCanceled(_callerToken);
        }
        else
        {
            _answer.SetException(_guard.Refuse(
                PluginErrorCodes.TooManyCalls, $"the call '{_operation}' waited for a free thread until its deadline"));
        }
    }

    private void Abandon()
    {
        bool byCaller;
        lock (_gate)
        {
            if (_phase != Running)
            {
                return;
            }

            _phase = Abandoned;
            byCaller = _byCaller;
        }

        Release();
        _guard.CallAbandoned(_operation, _time.GetElapsedTime(_begun));
        if (byCaller)
        {
            _answer.SetCanceled(_callerToken);
        }
        else
        {
            _answer.SetException(TimedOut("it did not end when it was cancelled, and was abandoned"));
        }
    }

    private void Release()
    {
        ITimer? timer;
        CancellationTokenRegistration registration;
        lock (_gate)
        {
            timer = _timer;
            registration = _registration;
        }

        timer?.Dispose();
        registration.Unregister();
    }

    private PluginCallException TimedOut(string how) => new(
        PluginErrorCodes.CallTimedOut, _guard.Plugin, started: true,
        $"The call '{_operation}' of plugin {_guard.Plugin} passed its deadline of {_guard.Deadline.TotalMilliseconds:0} ms; {how}. Whether it did its work is not known.");
}
