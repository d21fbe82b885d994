using Crm.Sdk.Plugins;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Drains channels as their messages fall due, until a stop is asked for; each on its own, so that a slow one holds no other up.</summary>
/// <remarks>Used by one caller.</remarks>
internal sealed class ChannelPump(DispatchRun run, ChannelDirectory channels, Func<Extension<INotificationChannel>, Task> drain, Random random)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Task> _draining = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _drained = new(StringComparer.Ordinal);
    private string _missing = string.Empty;

    public async Task RunAsync()
    {
        while (!run.Stop.IsAsked)
        {
            TimeSpan wait = await StepAsync().ConfigureAwait(false);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(run.Stop.Asked);
            await Task.WhenAny([Task.Delay(wait, run.Time, waiting.Token), .. _draining.Values]).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false); // the timer is not left behind when a drain ended first
        }
    }

    /// <summary>Waits for the drains that run, and passes on what made one fail.</summary>
    public Task DrainedAsync() => Task.WhenAll(_draining.Values);

    /// <summary>Takes in drains that ended, begins those that are due.</summary>
    /// <returns>How long to wait before the next look, unless a drain ends earlier.</returns>
    private async Task<TimeSpan> StepAsync()
    {
        bool ended = await TakeInAsync().ConfigureAwait(false);
        TimeSpan wait = run.Options.PollInterval * (0.75 + (0.5 * random.NextDouble())); // many hosts on one store do not look at the same moment
        SortedSet<string> missing = new(StringComparer.Ordinal);
        foreach (string name in await QueueScan.ChannelsAsync(run).ConfigureAwait(false))
        {
            if (_draining.ContainsKey(name))
            {
                continue;
            }

            if (channels.Find(name) is not { } channel)
            {
                missing.Add(name);
            }
            else if (await QueueScan.UntilNextAsync(run, [name]).ConfigureAwait(false) is { } next)
            {
                TimeSpan left = next > Duration.Zero ? next.ToTimeSpan() + TimeSpan.FromMilliseconds(1) : RestOf(name); // delays are cut to whole milliseconds
                if (left > TimeSpan.Zero)
                {
                    wait = left < wait ? left : wait;
                }
                else
                {
                    _draining.Add(name, drain(channel));
                }
            }
        }

        Tell(missing);
        if (ended || _draining.Count == 0)
        {
            run.Tally.Looked();
        }

        return wait;
    }

    private async Task<bool> TakeInAsync()
    {
        string[] ended = [.. _draining.Where(static entry => entry.Value.IsCompleted).Select(static entry => entry.Key)];
        foreach (string name in ended)
        {
            await _draining[name].ConfigureAwait(false); // throws what ended it
            _draining.Remove(name);
            _drained[name] = run.Time.GetTimestamp();
        }

        return ended.Length > 0;
    }

    /// <summary>What is due and was not delivered a moment ago – its plugin's breaker is open, or another took it – is not asked for again and again.</summary>
    private TimeSpan RestOf(string name) => _drained.TryGetValue(name, out long at)
        ? (run.Options.PollInterval < LongestRest ? run.Options.PollInterval : LongestRest) - run.Time.GetElapsedTime(at)
        : TimeSpan.Zero;

    private void Tell(SortedSet<string> missing)
    {
        string names = string.Join(", ", missing);
        if (missing.Count > 0 && names != _missing)
        {
            run.Tally.Missing(missing);
            run.Logger.LogWarning("Messages wait for channels that no plugin brings: {Channels}.", names);
        }

        _missing = names;
    }
}
