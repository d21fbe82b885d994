namespace Crm.Sdk.Plugins.Guarding;

/// <summary>Stops calls to a plugin that keeps failing, and tries again after a while.</summary>
/// <remarks>
/// Closed: calls pass, and the failures of the last window are counted. Open: calls are refused. After the break one call passes as a probe: its success
/// closes the breaker, its failure opens it again for twice as long. Thread-safe. Knows counts only: a kept exception would keep the plugin's code in memory.
/// </remarks>
internal sealed class CircuitBreaker(PluginGuardOptions options, TimeProvider time)
{
    private const int Buckets = 10;

    private readonly Lock _gate = new();
    private readonly long[] _failed = new long[Buckets];
    private readonly long[] _succeeded = new long[Buckets];
    private readonly long _origin = time.GetTimestamp();
    private long _bucket;
    private bool _open;
    private bool _probing;
    private TimeSpan _reopens;
    private TimeSpan _break = options.FirstBreak;

    /// <summary>Whether a call would be refused now.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _open && (_probing || Now < _reopens);
            }
        }
    }

    /// <summary>Whether failures have opened the breaker and no success has closed it since.</summary>
    public bool IsTripped
    {
        get
        {
            lock (_gate)
            {
                return _open;
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Asks to make a call.</summary>
    /// <param name="probe">Whether the call is the probe, which must end in a report or in <see cref="ProbeWithdrawn"/>.</param>
    /// <returns>False where the call is refused.</returns>
    public bool TryEnter(out bool probe)
    {
        lock (_gate)
        {
            probe = false;
            if (!_open)
            {
                return true;
            }

            if (_probing || Now < _reopens)
            {
                return false;
            }

            probe = _probing = true;
            return true;
        }
    }

    /// <summary>The probe ended without a verdict, because its caller cancelled it.</summary>
    public void ProbeWithdrawn()
    {
        lock (_gate)
        {
            _probing = false;
        }
    }

    /// <returns>Whether this closed the breaker.</returns>
    public bool Succeeded(int calls)
    {
        lock (_gate)
        {
            if (!_open)
            {
                Advance();
                _succeeded[_bucket % Buckets] += calls;
                return false;
            }

            if (!_probing && Now < _reopens)
            {
                return false; // the end of a call that began before the break says nothing about now
            }

            _open = _probing = false;
            _break = options.FirstBreak;
            Array.Clear(_failed);
            Array.Clear(_succeeded);
            return true;
        }
    }

    /// <returns>How long the breaker is open, where this opened it.</returns>
    public TimeSpan? Failed()
    {
        lock (_gate)
        {
            if (_open)
            {
                if (!_probing && Now < _reopens)
                {
                    return null;
                }

                _break = TimeSpan.FromTicks(Math.Min(_break.Ticks * 2, options.MaxBreak.Ticks));
                return Open();
            }

            Advance();
            _failed[_bucket % Buckets]++;
            long failed = _failed.Sum(), all = failed + _succeeded.Sum();
            return all >= options.MinimumCalls && failed >= options.FailureRatio * all ? Open() : null;
        }
    }

    private TimeSpan Open()
    {
        _open = true;
        _probing = false;
        _reopens = Now + _break;
        return _break;
    }

    private void Advance()
    {
        long bucket = Now.Ticks / (options.SamplingWindow.Ticks / Buckets);
        for (long next = Math.Max(_bucket + 1, bucket - Buckets + 1); next <= bucket; next++)
        {
            _failed[next % Buckets] = _succeeded[next % Buckets] = 0;
        }

        _bucket = bucket;
    }
}
