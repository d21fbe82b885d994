using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Decides the steps of messages of one channel: marked as being sent where the gate permits it, and what an answer makes of them.</summary>
internal sealed class MessageMarker(DispatchRun run, ChannelDescriptor channel)
{
    /// <summary>Until when a message is held that is taken now.</summary>
    public Instant LeaseFrom(Moments now) => now.Store + Duration.FromTimeSpan(run.Options.Lease);

    /// <summary>Lets the gate judge messages, and gives the step of each.</summary>
    public async Task<Marking> MarkAsync(IReadOnlyCollection<ClaimedRow> rows, Moments now)
    {
        List<RowWrite> writes = [];
        List<(ClaimedRow Row, MessageContent? Content)> opened = [];
        foreach (ClaimedRow row in rows)
        {
            try
            {
                opened.Add((row, run.Envelope.Open(run.Scope.Tenant, row.Message.Content)?.After(row.Message.FailedOver)));
            }
            catch (CrmException error)
            {
                OutboxMessage attempted = OutboxTransitions.Sending(row.Message, LeaseFrom(now));
                var failed = new SendAnswer.Failed($"Its content cannot be opened ({error.Code}).", null); // the key may come back, so it is tried again and given up in the end
                writes.Add(Step(attempted, row.Version, failed, now));
            }
        }

        GateAnswer answer = opened.Count == 0
            ? GateAnswer.Of([])
            : await run.Gate.JudgeAsync(run.Scope, channel, [.. opened.Select(static o => new GatedMessage(o.Row.Message, o.Content))], now.Business, run.Stop.Store).ConfigureAwait(false);
        List<(ClaimedRow Row, OutgoingMessage Message, OutboxMessage Sending)> outgoing = [];
        for (int i = 0; i < opened.Count; i++)
        {
            (ClaimedRow row, MessageContent? content) = opened[i];
            SendVerdict verdict = answer.Verdicts[i];
            if (verdict.Reason is { } reason)
            {
                OutboxMessage refused = verdict.Until is { } until ? OutboxTransitions.Held(row.Message, reason, until, now) : OutboxTransitions.Suppressed(row.Message, reason, now.Business);
                writes.Add(RowWrite.From(row.Message, refused, row.Version, attempted: false));
                continue;
            }

            OutboxMessage sending = OutboxTransitions.Sending(row.Message, LeaseFrom(now));
            writes.Add(new RowWrite(sending, row.Version));
            outgoing.Add((row, Outgoing(sending, content!, now.Business), sending));
        }

        return new Marking(writes, outgoing, answer.Writes.Count + answer.Checks.Count > 0 ? answer : null);
    }

    private OutgoingMessage Outgoing(OutboxMessage message, MessageContent content, Instant permittedAt) => new(
        message.Key,
        run.Scope.Tenant,
        message.Channel,
        content.Address,
        content.Subject,
        content.Body,
        message.Language,
        message.Attempts,
        message.MayHaveGoneOut && channel.AfterCrash != CrashPolicy.ProviderIdempotencyKey,
        permittedAt)
    {
        Format = content.Format,
        Template = content.Template?.ToFilled(),
        Unsubscribe = run.Unsubscribe(message),
    };

    /// <summary>The step that an answer means for a message.</summary>
    public RowWrite Step(OutboxMessage message, long version, SendAnswer answer, Moments now) => answer switch
    {
        SendAnswer.Accepted accepted => new(OutboxTransitions.Sent(message, accepted.Receipt, now.Business), version, Attempted: true),
        SendAnswer.Failed failed => RowWrite.From(
            message, OutboxTransitions.Failed(message, failed.Reason, run.Options.MaxAttempts, run.Backoff.After(message.AttemptsOfRound, failed.After), now), version, attempted: true),
        SendAnswer.Rejected rejected => RowWrite.From(message, OutboxTransitions.Rejected(message, rejected.Reason, channel, now.Business), version, attempted: true),
        SendAnswer.InDoubt doubt => new(
            OutboxTransitions.InDoubt(message, doubt.Reason, channel, run.Options.MaxAttempts, run.Backoff.After(message.AttemptsOfRound, null), now), version, Attempted: true),
        SendAnswer.NotBegun refused => new(
            OutboxTransitions.NotBegun(message, refused.Reason, now, refused.Reason is null ? Duration.Zero : Duration.FromTimeSpan(run.Options.PollInterval)), version),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };
}
