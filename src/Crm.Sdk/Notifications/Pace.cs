namespace Crm.Sdk.Notifications;

/// <summary>Keeps a channel's rate: in no stretch of the period more sends begin than it allows.</summary>
/// <remarks>
/// Remembers when the last sends began. A rate of many messages is kept in slices of its period, so that little need be remembered. Counts the sends of
/// this process only. Thread-safe.
/// </remarks>
internal sealed class Pace
{
    private const int MaxRemembered = 4096;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1); // a timer cannot wait for months

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long[] _begun; // a ring of timestamps
    private readonly long _period;
    private int _next;
    private int _count;

    public Pace(Rate? rate, TimeProvider time)
    {
        _time = time;
        int slices = rate is null ? 1 : (rate.Messages + MaxRemembered - 1) / MaxRemembered;
        _begun = new long[rate is null ? 0 : Math.Max(1, rate.Messages / slices)];
        _period = rate is null ? 0 : (long)Math.Ceiling(rate.Period.TotalSeconds / slices * time.TimestampFrequency);
    }

    public bool IsUnlimited => _begun.Length == 0;

    /// <summary>How many sends may begin now.</summary>
    public int Available()
    {
        lock (_gate)
        {
            Forget();
            return IsUnlimited ? int.MaxValue : _begun.Length - _count;
        }
    }

    /// <summary>How many sends may begin within a time at the most.</summary>
    public int Within(TimeSpan time) => IsUnlimited
        ? int.MaxValue
        : (int)Math.Min(int.MaxValue, Math.Max(1, time.TotalSeconds * _time.TimestampFrequency / _period * _begun.Length));

    /// <summary>Begins a send, if one may begin now.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            Forget();
            if (IsUnlimited)
            {
                return true;
            }

            if (_count == _begun.Length)
            {
                return false;
            }

            _begun[_next] = _time.GetTimestamp();
            _next = (_next + 1) % _begun.Length;
            _count++;
            return true;
        }
    }

    /// <summary>Waits until a send may begin.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (UntilNext() is { } wait)
        {
            await Task.Delay(wait < LongestDelay ? wait : LongestDelay, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan? UntilNext()
    {
        lock (_gate)
        {
            Forget();
            if (IsUnlimited || _count < _begun.Length)
            {
                return null;
            }

            long ends = _begun[_next] + _period; // the ring is full, so the next place holds the oldest
            return _time.GetElapsedTime(_time.GetTimestamp(), ends) + TimeSpan.FromMilliseconds(1);
        }
    }

    private void Forget()
    {
        long now = _time.GetTimestamp();
        while (_count > 0 && now - _begun[(_next - _count + _begun.Length) % _begun.Length] >= _period)
        {
            _count--;
        }
    }
}
