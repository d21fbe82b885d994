using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>What the key of a message is for.</summary>
internal static class KeyLaws
{
    public static IEnumerable<ConformanceLaw<IChannelFixture>> All { get; } =
    [
        ChannelLaw.Of(
            "a-key-is-received-once",
            "A message that is sent again with its key is accepted and not received again, at once, after a restart, and where an answer was lost. For channels that state ProviderIdempotencyKey.",
            OnceAsync),
        ChannelLaw.Of("another-key-is-another-message", "The same text with another key is received as well.", AnotherAsync),
    ];

    private static async Task OnceAsync(ChannelLawRun run)
    {
        if (!run.DropsRepeats)
        {
            throw new NotApplicableException($"the channel states {run.Descriptor.AfterCrash}: the core does not rely on its keys");
        }

        OutgoingMessage message = run.Message("once 一次");
        await run.SendAsync(message).ConfigureAwait(false);
        await run.ExpectOneAsync(message, "A message").ConfigureAwait(false);
        OutgoingMessage again = run.Message(message.Body, message);
        await SendAgainAsync(run, again, "A repeat of its key").ConfigureAwait(false);
        await run.SendAsync(run.Message("another")).ConfigureAwait(false);
        await run.NewAsync().ConfigureAwait(false);
        await run.ReopenAsync().ConfigureAwait(false);
        await SendAgainAsync(run, run.Message(message.Body, again), "A repeat of its key after a restart").ConfigureAwait(false);
        if (run.HasProvider)
        {
            await AfterLostAnswerAsync(run).ConfigureAwait(false);
        }
    }

    private static async Task AfterLostAnswerAsync(ChannelLawRun run)
    {
        OutgoingMessage lost = run.Message("its answer was lost");
        await run.BehaveAsync(ProviderBehaviour.Drops).ConfigureAwait(false);
        await run.TryAsync(lost).ConfigureAwait(false);
        await run.BehaveAsync(ProviderBehaviour.Accepts).ConfigureAwait(false);
        ChannelLawRun.ExpectAccepted(await run.TryAsync(run.Message(lost.Body, lost)).ConfigureAwait(false), "A repeat of a message whose answer was lost");
        await run.ExpectOneAsync(lost, "A message whose answer was lost and that was sent again").ConfigureAwait(false);
    }

    private static async Task SendAgainAsync(ChannelLawRun run, OutgoingMessage again, string what)
    {
        ChannelLawRun.ExpectAccepted(await run.TryAsync(again).ConfigureAwait(false), what);
        await run.ExpectNothingAsync(what).ConfigureAwait(false);
    }

    private static async Task AnotherAsync(ChannelLawRun run)
    {
        OutgoingMessage first = run.Message("the same 一样"), second = run.Message(first.Body);
        await run.SendAsync(first).ConfigureAwait(false);
        await run.ExpectOneAsync(first, "A message").ConfigureAwait(false);
        await run.SendAsync(second).ConfigureAwait(false);
        await run.ExpectOneAsync(second, "A message with the text of an earlier one").ConfigureAwait(false);
    }
}
