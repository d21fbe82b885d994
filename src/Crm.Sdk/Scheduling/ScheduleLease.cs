using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>Keeps the lease of an occurrence while its job works, and says when it is lost.</summary>
internal sealed class ScheduleLease : IAsyncDisposable
{
    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly TimeProvider _time;
    private readonly CrmScope _scope;
    private readonly ScheduledOccurrence _held;
    private readonly Duration _lease;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _keeping;

    public ScheduleLease(ICrm crm, ICrmStore store, TimeProvider time, CrmScope scope, ScheduledOccurrence held, Duration lease)
    {
        (_crm, _store, _time, _scope, _held, _lease) = (crm, store, time, scope, held, lease);
        Lost = _lost.Token;
        _keeping = KeepAsync(_ended.Token);
    }

    /// <summary>Told when another host took the occurrence over, or may have: when the store was not reached for as long as the lease lasts.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Lets another host take the occurrence at once.</summary>
    /// <param name="limit">How long it is tried; where it does not succeed the lease runs out by itself.</param>
    public async Task GiveBackAsync(TimeSpan limit)
    {
        await EndAsync().ConfigureAwait(false);
        using var stop = new CancellationTokenSource(limit, _time);
        try
        {
            await PutAsync(static _ => Task.FromResult<Instant?>(null), stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the store does not answer; the lease runs out
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task EndAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
    }

    private async Task KeepAsync(CancellationToken ended)
    {
        TimeSpan every = (_lease / 3).ToTimeSpan();
        for (long since = _time.GetTimestamp(); ;)
        {
            await Task.Delay(every, _time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            try
            {
                long asked = _time.GetTimestamp();
                if (!await PutAsync(async token => (await _store.NowAsync(token).ConfigureAwait(false) + _lease).FloorToMicrosecond(), ended).ConfigureAwait(false))
                {
                    await _lost.CancelAsync().ConfigureAwait(false);
                    return;
                }

                since = asked;
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception) when (_time.GetElapsedTime(since) < _lease.ToTimeSpan() - every)
            {
                // the store was not reached; there is time for another attempt, and the job meets the same failure if it goes on
            }
            catch (Exception)
            {
                await _lost.CancelAsync().ConfigureAwait(false); // the lease may have run out: the job must stop before another host begins
                return;
            }
        }
    }

    /// <summary>Writes the end of the lease, unless another host holds the occurrence by now.</summary>
    private Task<bool> PutAsync(Func<CancellationToken, Task<Instant?>> until, CancellationToken cancellationToken) => _crm.CommitAsync(
        _scope,
        async (session, token) =>
        {
            ScheduleState? state = await session.FindAsync<ScheduleState>(ScheduleState.IdOf(_held.Schedule), token).ConfigureAwait(false);
            if (state is null || state.Running != _held.Nominal || state.Attempt != _held.Attempt)
            {
                return false;
            }

            session.Update(state with { LeaseUntil = await until(token).ConfigureAwait(false) });
            return true;
        },
        _time,
        cancellationToken);
}
