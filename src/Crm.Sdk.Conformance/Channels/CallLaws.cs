using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>How calls are made, ended, and made at once.</summary>
internal static class CallLaws
{
    private const int AtOnce = 32;
    private const string Secret = "personal-4711 秘密";

    public static IEnumerable<ConformanceLaw<IChannelFixture>> All { get; } =
    [
        ChannelLaw.Of(
            "a-cancelled-call-sends-nothing", "A call whose token is cancelled before it begins throws OperationCanceledException and sends nothing, not even with the next message.", CancelledAsync),
        ChannelLaw.Of("many-may-send-at-once", "Of 32 messages that are sent at once each is accepted and received once, none torn or mixed with another.", AtOnceAsync),
        ChannelLaw.Of("a-closed-channel-sends-nothing", "Disposing twice does no harm; afterwards nothing is accepted or sent. For channels that are disposable.", ClosedAsync),
        ChannelLaw.Of(
            "errors-carry-nothing-personal", "Whatever goes wrong, text, subject and address of a message are not in what the channel throws, nor in a reason or receipt: those are logged and kept.", NothingPersonalAsync),
    ];

    private static async Task CancelledAsync(ChannelLawRun run)
    {
        Attempt attempt = await run.TryAsync(run.Message("never sent 未发送"), new CancellationToken(canceled: true)).ConfigureAwait(false);
        Statement.Expect(attempt.Error is OperationCanceledException, $"A call that was cancelled before it began should throw OperationCanceledException, and {attempt}.");
        await run.ExpectNothingAsync("A call that was cancelled before it began").ConfigureAwait(false);
        OutgoingMessage next = run.Message("the next one");
        await run.SendAsync(next).ConfigureAwait(false);
        await run.ExpectOneAsync(next, "The message after a cancelled one, and nothing else,").ConfigureAwait(false);
    }

    private static async Task AtOnceAsync(ChannelLawRun run)
    {
        for (int round = 0; round < Math.Clamp(run.Size / 50, 1, 50); round++)
        {
            using var start = new SemaphoreSlim(0);
            OutgoingMessage[] messages = [.. Enumerable.Range(0, AtOnce).Select(i => run.Message(LawTexts.Numbered((round * AtOnce) + i, run.Limit)))];
            Task<Attempt>[] calls = [.. messages.Select(message => Task.Run(
                async () =>
                {
                    await start.WaitAsync(run.Token).ConfigureAwait(false);
                    return await run.TryAsync(message).ConfigureAwait(false);
                },
                run.Token))];
            start.Release(AtOnce);
            foreach (Attempt attempt in await Task.WhenAll(calls).ConfigureAwait(false))
            {
                ChannelLawRun.ExpectAccepted(attempt, "One of many messages sent at once");
            }

            ExpectSame(messages, await run.NewAsync().ConfigureAwait(false));
        }
    }

    private static void ExpectSame(OutgoingMessage[] sent, IReadOnlyList<ReceivedMessage> received)
    {
        foreach (ReceivedMessage message in received)
        {
            Statement.Expect(sent.Any(one => LawTexts.Same(one.Body, message.Text)), $"Of {sent.Length} messages sent at once there came out one that nobody sent: {LawTexts.Quote(message.Text)}.");
        }

        foreach (OutgoingMessage message in sent)
        {
            int times = received.Count(one => LawTexts.Same(one.Text, message.Body)), asked = sent.Count(one => one.Body == message.Body);
            Statement.Expect(times == asked, $"Of {sent.Length} messages sent at once {LawTexts.Quote(message.Body)} was sent {asked} times and received {times} times.");
        }
    }

    private static async Task ClosedAsync(ChannelLawRun run)
    {
        await run.SendAsync(run.Message("before it is closed")).ConfigureAwait(false);
        await run.NewAsync().ConfigureAwait(false);
        await CloseAsync(run).ConfigureAwait(false);
        await CloseAsync(run).ConfigureAwait(false);
        Attempt attempt = await run.TryAsync(run.Message("too late")).ConfigureAwait(false);
        Statement.Expect(!attempt.IsAccepted, "A channel that was disposed of accepted a message.");
        await run.ExpectNothingAsync("A channel that was disposed of").ConfigureAwait(false);
    }

    private static async Task NothingPersonalAsync(ChannelLawRun run)
    {
        OutgoingMessage message = run.Message(Secret);
        ExpectSilent(message, await run.TryAsync(message, new CancellationToken(canceled: true)).ConfigureAwait(false));
        ExpectSilent(message, await run.TryAsync(message).ConfigureAwait(false));
        if (run.HasProvider)
        {
            foreach (ProviderBehaviour behaviour in (ProviderBehaviour[])[ProviderBehaviour.Busy, ProviderBehaviour.Fails, ProviderBehaviour.Refuses, ProviderBehaviour.Drops])
            {
                await run.BehaveAsync(behaviour).ConfigureAwait(false);
                OutgoingMessage bad = run.Message(message.Body);
                ExpectSilent(bad, await run.TryAsync(bad).ConfigureAwait(false));
            }
        }

        if (run.Channel is IDisposable or IAsyncDisposable)
        {
            await CloseAsync(run).ConfigureAwait(false);
            ExpectSilent(message, await run.TryAsync(message).ConfigureAwait(false));
        }
    }

    private static void ExpectSilent(OutgoingMessage message, Attempt attempt)
    {
        (string Where, string? Text)[] said = [("what it threw", attempt.Error?.ToString()), ("its reason", attempt.Result?.Reason), ("its receipt", attempt.Result?.Receipt)];
        (string What, string? Secret)[] secrets = [.. Secret.Split(' ').Where(message.Body.Contains).Select(static word => ("text", word)), ("address", message.Address), ("subject", message.Subject)];
        foreach ((string where, string? text) in said)
        {
            foreach ((string what, string? secret) in secrets)
            {
                Statement.Expect(text is null || string.IsNullOrEmpty(secret) || !text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"The {what} of the message is in {where}: {text}");
            }
        }
    }

    private static async Task CloseAsync(ChannelLawRun run)
    {
        switch (run.Channel)
        {
            case IAsyncDisposable channel:
                await channel.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable channel:
                channel.Dispose();
                break;
            default:
                throw new NotApplicableException("the channel has nothing to dispose of");
        }

        run.Note("dispose of the channel");
    }
}
