using Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>The kit's own proof for channels: each law is broken by a channel that is wrong in just what the law is about, and sound channels keep them all.</summary>
public sealed class PlantedChannelFaultTests
{
    private static readonly Dictionary<string, (string Law, Func<IChannelFixture> Fixture)> Faults = new(StringComparer.Ordinal);

    static PlantedChannelFaultTests()
    {
        Plant("the-descriptor-stays", static mailbox => new DescribesItselfAnew(mailbox));
        Plant("the-descriptor-is-complete", static mailbox => new ReachesNobody(mailbox));
        Plant("the-descriptor-is-complete", static mailbox => new MayNeverBeUsed(mailbox));
        Plant("a-text-arrives-as-it-was", static mailbox => new WritesLatin1(mailbox));
        Plant("a-text-arrives-as-it-was", static mailbox => new LosesLineBreaks(mailbox));
        Plant("a-text-arrives-as-it-was", static mailbox => new FillsPlaces(mailbox));
        Plant("the-limit-is-true", static mailbox => new CountsHalves(mailbox));
        Plant("a-key-is-received-once", static mailbox => new RefusesRepeats(mailbox));
        Plant("a-key-is-received-once", static mailbox => new ForgetsKeys(mailbox));
        Plant("a-key-is-received-once", static http => new SendsNoKey(http));
        Plant("another-key-is-another-message", static mailbox => new DropsEqualTexts(mailbox));
        Plant("a-cancelled-call-sends-nothing", static mailbox => new IgnoresItsToken(mailbox));
        Plant("a-cancelled-call-sends-nothing", static mailbox => new LooksTooLate(mailbox));
        Plant("many-may-send-at-once", static mailbox => new SharesABuffer(mailbox));
        Plant("a-closed-channel-sends-nothing", static mailbox => new SendsWhenClosed(mailbox));
        Plant("a-closed-channel-sends-nothing", static mailbox => new MindsBeingClosedTwice(mailbox));
        Plant("errors-carry-nothing-personal", static mailbox => new QuotesTheMessage(mailbox));
        Plant("errors-carry-nothing-personal", static http => new QuotesTheProvider(http));
        Plant("errors-of-the-provider-are-answers", static http => new ThrowsOnErrors(http));
        Plant("errors-of-the-provider-are-answers", static http => new ReadsNoStatus(http));
        Plant("errors-of-the-provider-are-answers", static http => new TriesRefusalsAgain(http));
        Plant("errors-of-the-provider-are-answers", static http => new ForgetsHowLong(http));
        Plant("a-lost-answer-is-not-an-acceptance", static http => new HopesForTheBest(http));
        Plant("a-lost-answer-is-not-an-acceptance", static http => new SaysNotSent(http));
        Plant("a-call-ends-with-its-token", static http => new HangsForEver(http));
        Plant("a-call-is-one-attempt", static http => new TriesAgainItself(http));
    }

    public static TheoryData<string> Names => [.. Faults.Keys];

    public static TheoryData<string> Laws => [.. ChannelLaws.All.Select(static law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault)
    {
        (string law, Func<IChannelFixture> fixture) = Faults[fault];

        LawResult result = await RunAsync(law, fixture());

        Assert.True(result.Outcome == LawOutcome.Broken, result.ToString());
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task Sound_channels_break_no_law(string law)
    {
        LawResult result = await RunAsync(law, new MailboxFixture(static mailbox => new MailboxChannel(mailbox)));

        Assert.True(result.Outcome != LawOutcome.Broken, result.ToString());
    }

    [Fact]
    public void Every_law_can_be_broken() => Assert.Equal(
        ChannelLaws.All.Select(static law => law.Name).Order(),
        Faults.Values.Select(static fault => fault.Law).Distinct().Order());

    [Fact]
    public async Task Laws_of_a_provider_do_not_apply_to_a_channel_without_one()
    {
        LawResult result = await RunAsync("errors-of-the-provider-are-answers", new MailboxFixture(static mailbox => new MailboxChannel(mailbox)));

        Assert.Equal(LawOutcome.NotApplicable, result.Outcome);
    }

    [Fact]
    public async Task A_text_that_does_not_arrive_is_shrunk_to_what_gets_lost()
    {
        LawResult result = await RunAsync("a-text-arrives-as-it-was", new MailboxFixture(static mailbox => new FillsPlaces(mailbox)));

        Assert.Contains("sent as \"{0}.\" and received as \".\"", result.Message, StringComparison.Ordinal);
        Assert.InRange(result.Trace.Count, 1, 4);
    }

    [Fact]
    public async Task What_the_fixture_throws_comes_through()
    {
        var broken = new MailboxFixture(static _ => throw new InvalidOperationException("no server"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => ChannelLaws.All[0].RunAsync(broken, 1, 1, CancellationToken.None));
    }

    private static async Task<LawResult> RunAsync(string law, IChannelFixture fixture)
    {
        try
        {
            return await ChannelLaws.Named(law).RunAsync(fixture, seed: 1, ConformanceLaw<IChannelFixture>.DefaultSize, CancellationToken.None);
        }
        finally
        {
            if (fixture is IAsyncDisposable disposable)
            {
                await disposable.DisposeAsync();
            }
        }
    }

    private static void Plant<TChannel>(string law, Func<Mailbox, TChannel> create)
        where TChannel : MailboxChannel => Faults.Add($"{typeof(TChannel).Name} breaks {law}", (law, () => new MailboxFixture(create)));

    private static void Plant<TChannel>(string law, Func<HttpClient, TChannel> create)
        where TChannel : SmsChannel => Faults.Add($"{typeof(TChannel).Name} breaks {law}", (law, () => new SmsFixture(create)));
}
