using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>What is sent arrives, as it was.</summary>
internal static class TextLaws
{
    private const int MaxShrinkingRuns = 100;
    private const int LongText = 50_000;

    public static IEnumerable<ConformanceLaw<IChannelFixture>> All { get; } =
    [
        ChannelLaw.Of("a-text-arrives-as-it-was", "Texts of all scripts, with emoji, line breaks and what escapes or markup might take for their own, are accepted and received once, as they were.", ArrivesAsync),
        ChannelLaw.Of("the-limit-is-true", "A text of just the length that the channel states, of letters, Chinese characters or emoji, is accepted and received whole.", LimitAsync),
    ];

    private static async Task ArrivesAsync(ChannelLawRun run)
    {
        for (int i = 0; i < Math.Clamp(run.Size / 4, 5, 1_000); i++)
        {
            string[] parts = LawTexts.Parts(run.Random, run.Limit);
            if (await FailureAsync(run, parts).ConfigureAwait(false) is not { } violation)
            {
                continue;
            }

            IReadOnlyList<string> fewest = await Shrinker.ShortenAsync(parts, async fewer => await FailureAsync(run, fewer).ConfigureAwait(false) is not null, MaxShrinkingRuns).ConfigureAwait(false);
            run.ForgetTrace();
            throw await FailureAsync(run, fewest).ConfigureAwait(false) ?? violation;
        }
    }

    private static async Task<LawViolationException?> FailureAsync(ChannelLawRun run, IReadOnlyList<string> parts)
    {
        try
        {
            OutgoingMessage message = run.Message(LawTexts.Of(parts));
            await run.SendAsync(message).ConfigureAwait(false);
            await run.ExpectOneAsync(message, "A text").ConfigureAwait(false);
            return null;
        }
        catch (LawViolationException violation)
        {
            return violation;
        }
    }

    private static async Task LimitAsync(ChannelLawRun run)
    {
        foreach (string character in (string[])["a", "é", "中", "😀", "\n中"])
        {
            OutgoingMessage message = run.Message(LawTexts.Filling(character, run.Limit, LongText) is var text && text[0] == '\n' ? text[1..] : text);
            await run.SendAsync(message).ConfigureAwait(false);
            await run.ExpectOneAsync(message, "A text as long as the limit").ConfigureAwait(false);
        }
    }
}
