using System.Diagnostics;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Drains one channel: claims messages that are due, marks some as being sent, calls the channel, writes what came of it, and so on.</summary>
/// <remarks>
/// The order of commits is what keeps the promises: claimed, then <see cref="OutboxState.Sending"/>, then the call, then the outcome. What is in doubt
/// at any step is left to the end of the lease and to what the channel prefers.
/// </remarks>
internal sealed class ChannelRun
{
    private const int FirstWindow = 16;
    private const int RecordsEach = 8; // the outcome of one message, the mark of another, and what the gate relies on for it
    private const int MarkAttempts = 5;

    private readonly DispatchRun _run;
    private readonly IPluginGuard _guard;
    private readonly ChannelDescriptor _channel;
    private readonly ChannelCaller _caller;
    private readonly Pace _pace;
    private readonly SendWindow _window;
    private readonly MessageMarker _marker;

    public ChannelRun(DispatchRun run, Extension<INotificationChannel> channel, Pace pace)
    {
        _run = run;
        _guard = channel.Guard;
        _channel = channel.Instance.Descriptor;
        _caller = new ChannelCaller(channel);
        _marker = new MessageMarker(run, _channel);
        _pace = pace;
        int greatest = _channel.AfterCrash == CrashPolicy.PreferNoDuplicate ? Math.Min(run.Options.MaxInDoubt, run.Options.BatchSize) : run.Options.BatchSize;
        greatest = Math.Clamp(run.Store.Descriptor.MaxRecordsPerBatch / RecordsEach, 1, greatest);
        _window = new SendWindow(greatest, Math.Max(_channel.Concurrency, FirstWindow));
    }

    private DispatchOptions Options => _run.Options;

    private bool MayGoOn => !_run.Stop.IsAsked && !_guard.IsOpen;

    /// <summary>Sends until nothing is due, the plugin's breaker opens, or a stop is asked for.</summary>
    public async Task DrainAsync()
    {
        using Activity? activity = OutboxTelemetry.Activities.StartActivity($"outbox drain {_channel.Name}");
        activity?.SetTag("crm.tenant", _run.Scope.Tenant.Value).SetTag("crm.channel", _channel.Name);
        try
        {
            await SendDueAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name); // its text may hold what is personal
            throw;
        }
    }

    private async Task SendDueAsync()
    {
        while (MayGoOn)
        {
            long begun = _run.Time.GetTimestamp(); // before the store's clock is read, so that the lease looks shorter than it is
            Moments now = await _run.MomentsAsync().ConfigureAwait(false);
            int available = _pace.Available();
            IReadOnlyList<StoredRecord> due = await DueAsync(now, available == 0 ? 1 : Math.Min(Options.BatchSize, _pace.Within(Options.Lease / 4))).ConfigureAwait(false);
            if (due.Count == 0)
            {
                return;
            }

            if (available == 0)
            {
                await WaitForPaceAsync().ConfigureAwait(false); // claimed only when it can be sent soon
            }
            else
            {
                await SendAsync(await ClaimAsync(due, now).ConfigureAwait(false), begun).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Messages whose time has come, and those that others held for too long.</summary>
    private async Task<IReadOnlyList<StoredRecord>> DueAsync(Moments now, int limit)
    {
        List<StoredRecord> due = [];
        foreach ((string place, Instant until) in new[] { (QueuePlace.Lease, now.Store), (QueuePlace.Retry, now.Store), (QueuePlace.Pending, now.Business) })
        {
            if (due.Count < limit)
            {
                due.AddRange(await _run.FirstAsync(QueuePlace.Until(place, _channel.Name, until), limit - due.Count).ConfigureAwait(false));
            }
        }

        return due;
    }

    /// <summary>Takes messages; those in doubt are parked or taken, as the channel prefers.</summary>
    /// <returns>What was claimed; perhaps nothing, because others were faster.</returns>
    private async Task<List<ClaimedRow>> ClaimAsync(IReadOnlyList<StoredRecord> due, Moments now)
    {
        Instant leaseUntil = _marker.LeaseFrom(now);
        RowWrite[] writes = [.. due.Select(record => new RowWrite(Taken((OutboxMessage)record.Entity, leaseUntil, now.Business), record.Version))];
        IReadOnlyList<RowWrite> written = await WriteAsync(writes).ConfigureAwait(false);
        return [.. written.Where(static write => write.Message.State == OutboxState.Claimed).Select(static write => new ClaimedRow(write.Message, write.ExpectedVersion + 1))];
    }

    private OutboxMessage Taken(OutboxMessage message, Instant leaseUntil, Instant now) => message.State == OutboxState.Sending
        ? OutboxTransitions.TakenOver(message, _channel, Options.MaxAttempts, _run.Owner, leaseUntil, now)
        : OutboxTransitions.Claimed(message, _run.Owner, leaseUntil);

    private async Task SendAsync(List<ClaimedRow> rows, long claimBegun)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var queue = new Queue<ClaimedRow>(rows);
        IReadOnlyList<(ClaimedRow Row, SendAnswer Answer)> answers = [];
        Moments now = default;
        while (true)
        {
            // One commit writes the outcomes of the last sends and marks the next ones.
            bool goOn = MayGoOn && _run.Time.GetElapsedTime(claimBegun) < Options.Lease / 2;
            int size = goOn ? Math.Min(Math.Min(queue.Count, _window.Size), _pace.Available()) : 0;
            if (goOn && size == 0 && queue.Count > 0 && answers.Count == 0)
            {
                await WaitForPaceAsync().ConfigureAwait(false);
                continue;
            }

            ClaimedRow[] next = [.. Enumerable.Range(0, size).Select(_ => queue.Dequeue())];
            long begun = _run.Time.GetTimestamp();
            try
            {
                now = await _run.MomentsAsync().ConfigureAwait(false);
            }
            catch when (answers.Count > 0)
            {
                await SettleAsync(answers, new Marking([], [], null), now).ConfigureAwait(false); // what was sent is recorded, whatever keeps the rest from going on
                throw;
            }

            IReadOnlyList<(ClaimedRow Row, OutgoingMessage Message)> outgoing = await MarkAndSettleAsync(answers, next, goOn ? [] : queue, now).ConfigureAwait(false);
            if (!goOn)
            {
                queue.Clear();
            }

            if (outgoing.Count == 0 && queue.Count == 0)
            {
                return;
            }

            answers = await CallAsync(outgoing, begun).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the outcomes of the last sends and marks the next ones, in one commit with what the gate relied on. Where that changed meanwhile, the gate judges again.</summary>
    /// <returns>What was marked and is to be sent now.</returns>
    private async Task<IReadOnlyList<(ClaimedRow Row, OutgoingMessage Message)>> MarkAndSettleAsync(
        IReadOnlyList<(ClaimedRow Row, SendAnswer Answer)> answers, IReadOnlyCollection<ClaimedRow> next, IEnumerable<ClaimedRow> released, Moments now)
    {
        IReadOnlyList<RowWrite> releases = Releases(released, now);
        for (int attempt = 1; ; attempt++)
        {
            Marking marking;
            try
            {
                marking = await _marker.MarkAsync(next, now).ConfigureAwait(false);
            }
            catch when (answers.Count > 0)
            {
                await SettleAsync(answers, new Marking([], [], null), now).ConfigureAwait(false);
                throw;
            }

            if (await SettleAsync(answers, marking with { Writes = [.. marking.Writes, .. releases] }, now).ConfigureAwait(false) is not { } written)
            {
                // A consent, a place under a cap or a message changed since the gate looked. What was sent is recorded without it, and the gate looks again.
                bool again = attempt < MarkAttempts;
                await SettleAsync(answers, new Marking(again ? releases : [.. Releases(next, now), .. releases], [], null), now).ConfigureAwait(false);
                if (!again)
                {
                    return []; // given back: others are busy with these customers
                }

                (answers, releases, next) = ([], [], await StillHeldAsync(next).ConfigureAwait(false));
                continue;
            }

            (ClaimedRow Row, OutgoingMessage Message, OutboxMessage Sending)[] marked = [.. marking.Outgoing.Where(sending => written.Contains(sending.Row.Message.Id))];
            foreach ((ClaimedRow row, _, OutboxMessage sending) in marked)
            {
                row.Written(sending);
            }

            return [.. marked.Select(static sending => (sending.Row, sending.Message))];
        }
    }

    private static IReadOnlyList<RowWrite> Releases(IEnumerable<ClaimedRow> rows, Moments now) =>
        [.. rows.Select(row => new RowWrite(OutboxTransitions.Released(row.Message, now), row.Version))];

    /// <summary>The messages that nobody else changed since they were claimed.</summary>
    private async Task<IReadOnlyCollection<ClaimedRow>> StillHeldAsync(IReadOnlyCollection<ClaimedRow> rows)
    {
        IReadOnlyList<StoredRecord?> current = await _run.Store.FindAsync(
            _run.Scope.Tenant, OutboxModel.Kind.Kind, [.. rows.Select(static row => row.Message.Id)], _run.Stop.Store).ConfigureAwait(false);
        return [.. rows.Where((row, i) => current[i]?.Version == row.Version)];
    }

    /// <summary>Writes outcomes together with other steps.</summary>
    /// <returns>The messages whose steps are written; null, and nothing is, where the gate has to judge again.</returns>
    private async Task<IReadOnlySet<RecordId>?> SettleAsync(IReadOnlyList<(ClaimedRow Row, SendAnswer Answer)> answers, Marking marking, Moments now)
    {
        RowWrite[] writes = [.. answers.Select(answer => _marker.Step(answer.Row.Message, answer.Row.Version, answer.Answer, now)), .. marking.Writes];
        if (await _run.Writer.WriteAsync(writes, marking.Gate, _run.Stop.Store).ConfigureAwait(false) is not { } lost)
        {
            return null;
        }

        HashSet<RecordId> written = [.. Tell(writes, lost).Select(static write => write.Message.Id)];
        (ClaimedRow Row, SendAnswer Answer)[] late = [.. answers.Where(answer => !written.Contains(answer.Row.Message.Id))];
        if (late.Length > 0)
        {
            await SettleLateAsync(late, now).ConfigureAwait(false);
        }

        return written;
    }

    /// <summary>Outcomes of messages that were taken over meanwhile: where nobody began another attempt, what the channel said is still the truth.</summary>
    private async Task SettleLateAsync((ClaimedRow Row, SendAnswer Answer)[] late, Moments now)
    {
        IReadOnlyList<StoredRecord?> current = await _run.Store.FindAsync(
            _run.Scope.Tenant, OutboxModel.Kind.Kind, [.. late.Select(static l => l.Row.Message.Id)], _run.Stop.Store).ConfigureAwait(false);
        List<RowWrite> writes = [];
        for (int i = 0; i < late.Length; i++)
        {
            if (current[i] is { } record
                && (OutboxMessage)record.Entity is { State: OutboxState.OutcomeUnknown or OutboxState.Pending or OutboxState.Claimed } message
                && message.Attempts == late[i].Row.Message.Attempts
                && message.Channel == _channel.Name
                && late[i].Answer is SendAnswer.Accepted or SendAnswer.Failed or SendAnswer.Rejected)
            {
                writes.Add(_marker.Step(message, record.Version, late[i].Answer, now));
            }
        }

        IReadOnlyList<RowWrite> written = await WriteAsync(writes).ConfigureAwait(false);
        _run.Logger.LogWarning(
            "Channel {Channel}: {Late} messages were taken over before their outcome was recorded; of {Settled} the outcome still counted.", _channel.Name, late.Length, written.Count);
    }

    /// <summary>Calls the channel for messages that are marked as being sent, several at a time, as long as the mark is fresh.</summary>
    private async Task<IReadOnlyList<(ClaimedRow Row, SendAnswer Answer)>> CallAsync(IReadOnlyList<(ClaimedRow Row, OutgoingMessage Message)> outgoing, long begun)
    {
        if (outgoing.Count == 0)
        {
            return [];
        }

        TimeSpan left = (Options.Lease * 0.75) - _run.Time.GetElapsedTime(begun); // the last quarter is for writing the outcomes
        using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _run.Time);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _run.Stop.Calls);
        var answers = new (ClaimedRow Row, SendAnswer Answer)[outgoing.Count];
        int last = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Clamp(_channel.Concurrency, 1, outgoing.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
        _window.Adapt(answers.Length, answers.Count(static answer => answer.Answer is not SendAnswer.NotBegun { Reason: null }));
        return answers;

        async Task WorkAsync()
        {
            for (int i = Interlocked.Increment(ref last); i < answers.Length; i = Interlocked.Increment(ref last))
            {
                bool fresh = MayGoOn && _run.Time.GetElapsedTime(begun) < Options.Lease / 4 && _pace.TryBegin();
                answers[i] = (outgoing[i].Row, fresh ? await _caller.SendAsync(outgoing[i].Message, cancellation.Token).ConfigureAwait(false) : new SendAnswer.NotBegun());
            }
        }
    }

    private async Task<IReadOnlyList<RowWrite>> WriteAsync(IReadOnlyCollection<RowWrite> writes)
    {
        return Tell(writes, (await _run.Writer.WriteAsync(writes, null, _run.Stop.Store).ConfigureAwait(false))!);
    }

    /// <summary>Counts and logs what was written.</summary>
    private IReadOnlyList<RowWrite> Tell(IReadOnlyCollection<RowWrite> writes, IReadOnlySet<RecordId> lost)
    {
        RowWrite[] written = [.. writes.Where(write => !lost.Contains(write.Message.Id))];
        DispatchReport done = _run.Tally.Add(written);
        OutboxTelemetry.Count(_run.Scope.Tenant, _channel.Name, done);
        if (done.DeadLettered + done.OutcomeUnknown > 0)
        {
            _run.Logger.LogWarning("Channel {Channel}: {Dead} messages were given up, {Parked} parked because their outcome is unknown.", _channel.Name, done.DeadLettered, done.OutcomeUnknown);
        }

        return written;
    }

    private async Task WaitForPaceAsync()
    {
        try
        {
            await _pace.WaitAsync(_run.Stop.Asked).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_run.Stop.IsAsked)
        {
            // the caller looks at the stop and lets go of what it holds
        }
    }
}
