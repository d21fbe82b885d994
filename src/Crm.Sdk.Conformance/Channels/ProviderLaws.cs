using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>What becomes of a provider's errors, and of answers that never come.</summary>
internal static class ProviderLaws
{
    /// <summary>How soon a call ends once its token is cancelled.</summary>
    private static readonly TimeSpan AfterCancelling = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan UntilHandedOver = TimeSpan.FromSeconds(30);

    public static IEnumerable<ConformanceLaw<IChannelFixture>> All { get; } =
    [
        ChannelLaw.Of(
            "errors-of-the-provider-are-answers",
            "A busy or failing provider (HTTP 429, 5xx) is answered with Retry, after the time it asks for; a refusal (other 4xx) with Rejected. None is thrown: nothing about them is unknown.",
            ErrorsAsync),
        ChannelLaw.Of("a-lost-answer-is-not-an-acceptance", "Where the provider takes a message and drops the connection, the channel throws: the outcome is unknown. NotSentException would be untrue.", LostAsync),
        ChannelLaw.Of("a-call-ends-with-its-token", "A call that a provider lets hang ends soon after its token is cancelled, with an exception: the outcome is unknown.", HangAsync),
        ChannelLaw.Of("a-call-is-one-attempt", "A call hands a message over once, whatever the answer. Trying again is the core's business, which counts attempts.", OneAttemptAsync),
    ];

    private static async Task ErrorsAsync(ChannelLawRun run)
    {
        foreach ((ProviderBehaviour behaviour, DeliveryOutcome outcome) in
                 ((ProviderBehaviour, DeliveryOutcome)[])[(ProviderBehaviour.Busy, DeliveryOutcome.Retry), (ProviderBehaviour.Fails, DeliveryOutcome.Retry), (ProviderBehaviour.Refuses, DeliveryOutcome.Rejected)])
        {
            await run.BehaveAsync(behaviour).ConfigureAwait(false);
            OutgoingMessage message = run.Message($"the provider {behaviour}");
            Attempt attempt = await run.TryAsync(message).ConfigureAwait(false);
            Statement.Expect(attempt.Result?.Outcome == outcome, $"When the provider says that it {Words(behaviour)}, the answer should be {outcome}, and was: {attempt}.");
            Statement.Expect(
                behaviour != ProviderBehaviour.Busy || run.Provider.AsksToWait is not { } asked || attempt.Result?.After == asked,
                $"The provider asked to wait {run.Provider.AsksToWait}, and the answer says {attempt.Result?.After?.ToString() ?? "nothing"}.");
            await run.ExpectNothingAsync("A message that the provider did not take").ConfigureAwait(false);
            await run.BehaveAsync(ProviderBehaviour.Accepts).ConfigureAwait(false);
            OutgoingMessage again = run.Message(message.Body, message);
            await run.SendAsync(again).ConfigureAwait(false);
            await run.ExpectOneAsync(again, "A message that is sent again once the provider accepts").ConfigureAwait(false);
        }
    }

    private static async Task LostAsync(ChannelLawRun run)
    {
        await run.BehaveAsync(ProviderBehaviour.Drops).ConfigureAwait(false);
        ExpectUnknown(run, await run.TryAsync(run.Message("its answer is lost")).ConfigureAwait(false));
        await run.BehaveAsync(ProviderBehaviour.Accepts).ConfigureAwait(false);
        await run.SendAsync(run.Message("the next one")).ConfigureAwait(false);
    }

    private static async Task HangAsync(ChannelLawRun run)
    {
        await run.BehaveAsync(ProviderBehaviour.Hangs).ConfigureAwait(false);
        int before = run.Provider.Requests;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
        Task<DeliveryResult> call = run.Start(run.Message("no answer comes"), stop.Token);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
        given.CancelAfter(UntilHandedOver);
        Task handedOver = run.Provider.WaitForRequestsAsync(before + 1, given.Token);
        await Task.WhenAny(call, handedOver).ConfigureAwait(false);
        Statement.Expect(call.IsCompleted || handedOver.IsCompletedSuccessfully, $"A message was not handed over within {UntilHandedOver.TotalSeconds} s.");
        await stop.CancelAsync().ConfigureAwait(false);
        run.Note("cancel a call that the provider lets hang");
        ExpectUnknown(run, await ChannelLawRun.EndAsync(call, AfterCancelling).ConfigureAwait(false));
        await run.BehaveAsync(ProviderBehaviour.Accepts).ConfigureAwait(false);
        await run.SendAsync(run.Message("the next one")).ConfigureAwait(false);
    }

    private static async Task OneAttemptAsync(ChannelLawRun run)
    {
        foreach (ProviderBehaviour behaviour in (ProviderBehaviour[])[ProviderBehaviour.Accepts, ProviderBehaviour.Busy, ProviderBehaviour.Fails, ProviderBehaviour.Refuses, ProviderBehaviour.Drops])
        {
            await run.BehaveAsync(behaviour).ConfigureAwait(false);
            int before = run.Provider.Requests;
            await run.TryAsync(run.Message($"once, the provider {behaviour}")).ConfigureAwait(false);
            int made = run.Provider.Requests - before;
            Statement.Expect(made == 1, $"One call handed the message over {made} times when the provider {Words(behaviour)}.");
        }
    }

    // A channel whose repeats are dropped may also ask for another attempt: that does no harm. Without, another attempt may be a duplicate.
    private static void ExpectUnknown(ChannelLawRun run, Attempt attempt)
    {
        bool harmless = run.DropsRepeats && (attempt.Error is NotSentException || attempt.Result?.Outcome == DeliveryOutcome.Retry);
        bool unknown = attempt.Error is not null and not NotSentException;
        Statement.Expect(unknown || harmless, $"The provider took the message and did not answer: that is unknown, so the channel should throw, and it ended with: {attempt}.");
    }

    private static string Words(ProviderBehaviour behaviour) => behaviour switch
    {
        ProviderBehaviour.Busy => "is busy",
        ProviderBehaviour.Fails => "fails",
        ProviderBehaviour.Refuses => "refuses the message",
        ProviderBehaviour.Hangs => "hangs",
        ProviderBehaviour.Drops => "drops the connection",
        _ => "accepts",
    };
}
