using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>What a channel says of itself.</summary>
internal static class DescriptorLaws
{
    public static IEnumerable<ConformanceLaw<IChannelFixture>> All { get; } =
    [
        ChannelLaw.Of("the-descriptor-stays", "The channel says the same of itself whenever it is asked, before and after sending, and so does another of the same settings.", StaysAsync),
        ChannelLaw.Of("the-descriptor-is-complete", "Everything that the core decides by is stated and possible: whom it reaches, how often, how many at once, what an unknown outcome means.", CompleteAsync),
    ];

    private static async Task StaysAsync(ChannelLawRun run)
    {
        ChannelDescriptor first = run.Descriptor;
        ExpectSame(first, run.Descriptor, "asked again");
        await run.SendAsync(run.Message("hello")).ConfigureAwait(false);
        ExpectSame(first, run.Descriptor, "asked after a message");
        await run.ReopenAsync().ConfigureAwait(false);
        ExpectSame(first, run.Descriptor, "made again");
        INotificationChannel another = await run.CreateAnotherAsync().ConfigureAwait(false);
        ChannelDescriptor other = another.Descriptor;
        await run.RemoveAsync(another).ConfigureAwait(false);
        ExpectSame(first, other, "made a second time");
    }

    private static Task CompleteAsync(ChannelLawRun run)
    {
        ChannelDescriptor descriptor = run.Descriptor;
        Statement.Expect(descriptor.Audience != Audience.None, "The channel reaches nobody; state its Audience.");
        Statement.Expect((descriptor.Audience & ~(Audience.Customers | Audience.Staff)) == 0, $"There is no audience {descriptor.Audience}.");
        Statement.Expect(descriptor.Reaches is null || Enum.IsDefined(descriptor.Reaches.Value), $"There is no contact point of the kind {descriptor.Reaches}.");
        Statement.Expect(descriptor.Limit is not null, "The limit is null; leave it out, or state TextLimit.None.");
        Statement.Expect(descriptor.Rate is null or { Messages: >= 1 }, "At its rate no message can be sent.");
        Statement.Expect(descriptor.Rate is null || descriptor.Rate.Period > Duration.Zero, "The period of its rate is not more than 0.");
        Statement.Expect(descriptor.Concurrency >= 1, $"{descriptor.Concurrency} sends may run at once, so none can.");
        Statement.Expect(Enum.IsDefined(descriptor.AfterCrash), $"There is no crash policy {descriptor.AfterCrash}.");
        return Task.CompletedTask;
    }

    private static void ExpectSame(ChannelDescriptor first, ChannelDescriptor second, string when) =>
        Statement.Expect(first == second, $"The channel described itself as {first}, and as {second} when {when}.");
}
