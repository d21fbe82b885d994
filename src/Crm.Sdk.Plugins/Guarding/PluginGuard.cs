using System.Globalization;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Crm.Sdk.Plugins.Guarding;

/// <summary>The guard of one plugin.</summary>
internal sealed class PluginGuard : IPluginGuard, IDisposable
{
    /// <summary>How many guarded calls the current flow is in.</summary>
    internal static readonly AsyncLocal<int> Depth = new();

    private readonly CircuitBreaker _breaker;
    private readonly PluginWorkers _workers;
    private readonly PluginTelemetry _telemetry;
    private readonly IClock _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _slots;
    private readonly Lock _gate = new();
    private int _waiting;
    private long _calls;
    private long _failures;
    private int _abandoned;
    private PluginFailure? _lastFailure;
    private string? _quarantined;

    public PluginGuard(PluginId plugin, TimeSpan deadline, PluginGuardOptions options, TimeProvider time, IClock clock, PluginTelemetry telemetry, ILogger logger)
    {
        Plugin = plugin;
        Deadline = deadline;
        Options = options;
        Time = time;
        _clock = clock;
        _telemetry = telemetry;
        _logger = logger;
        _breaker = new CircuitBreaker(options, time);
        _workers = new PluginWorkers($"plugin {plugin}", options.MaxConcurrentCalls, ReportFailure);
        _slots = new SemaphoreSlim(options.MaxConcurrentCalls);
    }

    public PluginId Plugin { get; }

    public bool IsOpen => Volatile.Read(ref _quarantined) is not null || _breaker.IsOpen;

    internal TimeSpan Deadline { get; }

    internal PluginGuardOptions Options { get; }

    internal TimeProvider Time { get; }

    /// <summary>Why the plugin has been switched off; null where it has not.</summary>
    internal string? QuarantineReason => Volatile.Read(ref _quarantined);

    /// <summary>The figures up to now.</summary>
    internal PluginHealth Health
    {
        get
        {
            bool tripped = _breaker.IsTripped;
            lock (_gate)
            {
                PluginHealthStatus status = _quarantined is not null ? PluginHealthStatus.Unhealthy
                    : tripped || _abandoned > 0 ? PluginHealthStatus.Degraded
                    : PluginHealthStatus.Healthy;
                return new PluginHealth(status, _calls, _failures, _abandoned, _lastFailure);
            }
        }
    }

    public async ValueTask<TResult> RunAsync<TState, TResult>(
        string operation, TState state, Func<TState, CancellationToken, ValueTask<TResult>> call, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(call);
        cancellationToken.ThrowIfCancellationRequested();
        int depth = Depth.Value + 1;
        if (depth > Options.MaxDepth)
        {
            throw Refuse(PluginErrorCodes.TooDeep, $"calls between host and plugins nest {Options.MaxDepth} deep already");
        }

        if (IsOpen)
        {
            throw RefuseOpen();
        }

        await EnterAsync(operation, cancellationToken).ConfigureAwait(false);
        try
        {
            if (QuarantineReason is not null || !_breaker.TryEnter(out bool probe))
            {
                throw RefuseOpen();
            }

            return await new GuardedCall<TState, TResult>(this, operation, state, call, depth, probe, cancellationToken).RunAsync(_workers).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Succeeded(int calls)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        lock (_gate)
        {
            _calls += calls;
        }

        if (_breaker.Succeeded(calls))
        {
            _logger.LogInformation("Plugin {Plugin} works again: its circuit breaker is closed.", Plugin);
        }
    }

    public void Failed(string exceptionType, string message)
    {
        ArgumentNullException.ThrowIfNull(exceptionType);
        ArgumentNullException.ThrowIfNull(message);
        message = ExceptionText.Cut(message);
        lock (_gate)
        {
            _calls++;
            _failures++;
            _lastFailure = new PluginFailure(exceptionType, message, _clock.GetCurrentInstant());
        }

        _logger.LogDebug("Plugin {Plugin} failed: {ExceptionType}: {ExceptionMessage}", Plugin, exceptionType, message);
        if (_breaker.Failed() is { } pause)
        {
            _logger.LogWarning(
                "Plugin {Plugin} keeps failing; its circuit breaker is open for {Pause}. Last: {ExceptionType}: {ExceptionMessage}", Plugin, pause, exceptionType, message);
        }
    }

    public void Hung()
    {
        Failed(typeof(TimeoutException).FullName!, $"A batch passed its deadline of {Milliseconds(Deadline)} and was abandoned.");
        CountAbandoned();
    }

    public void Dispose()
    {
        // The semaphore is left to its finaliser: an abandoned caller may still give its slot back.
        _workers.Dispose();
    }

    internal void CallSucceeded(string operation, TimeSpan duration)
    {
        _telemetry.Called(Plugin, operation, "ok", duration);
        Succeeded(1);
    }

    internal void CallFailed(string operation, TimeSpan duration, Exception error)
    {
        _telemetry.Called(Plugin, operation, "failed", duration);
        ReportFailure(error);
    }

    internal void CallTimedOut(string operation, TimeSpan duration)
    {
        _telemetry.Called(Plugin, operation, "timed-out", duration);
        Failed(typeof(TimeoutException).FullName!, $"'{operation}' passed its deadline of {Milliseconds(Deadline)}.");
    }

    internal void CallCancelled(string operation, TimeSpan duration, bool probe)
    {
        _telemetry.Called(Plugin, operation, "cancelled", duration);
        CallNeverBegan(probe);
    }

    internal void CallNeverBegan(bool probe)
    {
        if (probe)
        {
            _breaker.ProbeWithdrawn();
        }
    }

    internal void CallAbandoned(string operation, TimeSpan duration)
    {
        _telemetry.Called(Plugin, operation, "abandoned", duration);
        Failed(typeof(TimeoutException).FullName!, $"'{operation}' did not end within {Milliseconds(Options.CancellationGrace)} after it was cancelled, and was abandoned.");
        _workers.ReplaceOne();
        _telemetry.Abandoned(Plugin, 1);
        CountAbandoned();
    }

    internal void AbandonedCallEnded()
    {
        lock (_gate)
        {
            _abandoned--;
        }

        _workers.ReturnOne();
        _telemetry.Abandoned(Plugin, -1);
    }

    internal PluginCallException Refuse(string code, string why)
    {
        _telemetry.Refused(Plugin, code);
        return new PluginCallException(code, Plugin, started: false, $"Plugin {Plugin} was not called: {why}.");
    }

    private PluginCallException RefuseOpen() => QuarantineReason is { } reason
        ? Refuse(PluginErrorCodes.Quarantined, $"it is switched off until the host is restarted, because {reason}")
        : Refuse(PluginErrorCodes.CircuitOpen, Volatile.Read(ref _lastFailure) is { } last
            ? $"its circuit breaker is open after failures, the last being {last.ExceptionType}: {last.Message}"
            : "its circuit breaker is open after failures");

    private async ValueTask EnterAsync(string operation, CancellationToken cancellationToken)
    {
        if (_slots.Wait(0, CancellationToken.None))
        {
            return;
        }

        string full = string.Create(CultureInfo.InvariantCulture, $"{Options.MaxConcurrentCalls} calls are running and {Options.MaxWaitingCalls} are waiting");
        if (Interlocked.Increment(ref _waiting) > Options.MaxWaitingCalls)
        {
            Interlocked.Decrement(ref _waiting);
            throw Refuse(PluginErrorCodes.TooManyCalls, full);
        }

        long since = Time.GetTimestamp();
        using var deadline = new CancellationTokenSource(Deadline, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _slots.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RefuseLate(operation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        // The calls in front may have ended at the very deadline of this one: its turn came too late all the same.
        if (Time.GetElapsedTime(since) >= Deadline)
        {
            _slots.Release();
            throw RefuseLate(operation);
        }
    }

    private PluginCallException RefuseLate(string operation) =>
        Refuse(PluginErrorCodes.TooManyCalls, $"the call '{operation}' waited behind {Options.MaxConcurrentCalls} others for {Milliseconds(Deadline)}");

    private void ReportFailure(Exception error)
    {
        (string type, string message) = ExceptionText.Split(error);
        Failed(type, message);
    }

    private void CountAbandoned()
    {
        string reason;
        lock (_gate)
        {
            _abandoned++;
            if (_abandoned < Options.MaxAbandonedCalls || _quarantined is not null)
            {
                return;
            }

            reason = string.Create(CultureInfo.InvariantCulture, $"{_abandoned} of its calls never came back");
            Volatile.Write(ref _quarantined, reason);
        }

        _logger.LogError("Plugin {Plugin} is switched off until the host is restarted, because {Reason}.", Plugin, reason);
    }

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
