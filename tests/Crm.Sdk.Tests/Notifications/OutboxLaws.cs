using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>
/// What is promised whatever happens (CA-3, R2, R3): processes are killed, frozen beyond their lease, raced, stopped and cut off at any step into the
/// store or the channel; providers answer as they like; clocks are moved.
/// </summary>
public sealed class OutboxLaws
{
    private const int Stated = 2_000;

    private static readonly Arbitrary<SimulatedOperation[]> Operations = Sequences.Of(
        Gen.Frequency(
            (3, Sequences.Of(Gen.Elements(Enum.GetValues<ProviderAnswer>()), atMost: 3).Generator.Select(static answers => (SimulatedOperation)new SimulatedOperation.Put([.. answers]))),
            (4, Gen.Choose(0, 70).Zip(Gen.Elements(Enum.GetValues<Mishap>()), static (step, mishap) => (SimulatedOperation)new SimulatedOperation.Dispatch(step, mishap))),
            (2, Gen.Choose(-100, 200).Select(static seconds => (SimulatedOperation)new SimulatedOperation.Move(seconds)))),
        atMost: 30);

    [Fact]
    public Task By_a_provider_that_knows_keys_every_message_reaches_people_exactly_once() => HoldsAsync(CrashPolicy.ProviderIdempotencyKey, static simulation =>
    {
        foreach (OutboxMessage message in simulation.Messages)
        {
            (OutboxState expected, int copies) = message.State == OutboxState.DeadLettered ? (OutboxState.DeadLettered, 0) : (OutboxState.Sent, 1);
            Assert.Equal((expected, copies), (message.State, simulation.Provider.Copies(message.Key)));
        }

        Assert.All(simulation.Provider.Repeated, repeated =>
        {
            OutgoingMessage first = simulation.Provider.Delivered.Single(delivered => delivered.Key == repeated.Key);
            Assert.Equal((first.Address, first.Subject, first.Body), (repeated.Address, repeated.Subject, repeated.Body));
        });
    });

    /// <summary>Found by chance: a dispatcher froze before it handed a message over, another was refused under the same key, and the first awoke and handed it over.</summary>
    [Fact]
    public async Task A_request_that_was_held_up_does_not_undo_a_refusal_under_its_key()
    {
        SimulatedOperation[] operations =
        [
            new SimulatedOperation.Put([ProviderAnswer.NotSent, ProviderAnswer.Reject, ProviderAnswer.AcceptAndHangUp]),
            new SimulatedOperation.Put([ProviderAnswer.Reject, ProviderAnswer.AcceptAndHangUp]),
            new SimulatedOperation.Dispatch(24, Mishap.Frozen),
        ];
        OutboxSimulation simulation = await OutboxSimulation.RunAsync(CrashPolicy.ProviderIdempotencyKey, operations);
        Assert.All(simulation.Messages, message => Assert.Equal((OutboxState.DeadLettered, 0), (message.State, simulation.Provider.Copies(message.Key))));
    }

    [Fact]
    public Task Where_none_is_preferred_to_two_nobody_gets_two_and_who_may_have_got_none_is_listed() => HoldsAsync(CrashPolicy.PreferNoDuplicate, static simulation =>
    {
        foreach (OutboxMessage message in simulation.Messages)
        {
            int copies = simulation.Provider.Copies(message.Key);
            Assert.InRange(copies, 0, 1);
            Assert.Contains(message.State, copies == 1 ? [OutboxState.Sent, OutboxState.OutcomeUnknown] : new[] { OutboxState.DeadLettered, OutboxState.OutcomeUnknown });
        }
    });

    [Fact]
    public Task Where_two_are_preferred_to_none_nobody_is_lost_and_copies_are_marked() => HoldsAsync(CrashPolicy.PreferNoLoss, static simulation =>
    {
        foreach (OutboxMessage message in simulation.Messages)
        {
            OutgoingMessage[] copies = [.. simulation.Provider.Delivered.Where(delivered => delivered.Key == message.Key)];
            Assert.Contains(message.State, new[] { OutboxState.Sent, OutboxState.DeadLettered, OutboxState.OutcomeUnknown });
            Assert.True(message.State != OutboxState.Sent || copies.Length >= 1, "A message was called sent and was not.");
            Assert.True(message.State != OutboxState.DeadLettered || copies.Length == 0, "A message was given up as not sent and was.");
            Assert.True(copies.Length <= 1 || copies.Any(static copy => copy.PossibleDuplicate), "There is a copy and none is marked.");
        }
    });

    [Fact]
    public Task Where_nothing_happens_nothing_is_in_doubt() => Law.HoldsAsync(
        Operations,
        static async operations =>
        {
            // Without mishaps and dead lines every preference gives the same: sent once, or refused.
            SimulatedOperation[] calm =
            [
                .. operations.Select(static operation => operation switch
                {
                    SimulatedOperation.Dispatch dispatch => dispatch with { Mishap = Mishap.None },
                    SimulatedOperation.Put put => put with { Answers = put.Answers.Where(static answer => answer is not (ProviderAnswer.HangUp or ProviderAnswer.AcceptAndHangUp)).ToValueList() },
                    _ => operation,
                }),
            ];
            foreach (CrashPolicy policy in Enum.GetValues<CrashPolicy>())
            {
                OutboxSimulation simulation = await OutboxSimulation.RunAsync(policy, calm);
                Assert.All(simulation.Messages, message => Assert.Equal(message.State == OutboxState.DeadLettered ? 0 : 1, simulation.Provider.Copies(message.Key)));
                Assert.DoesNotContain(simulation.Messages, static message => message.State == OutboxState.OutcomeUnknown || message.MayHaveGoneOut);
            }
        },
        ScaledCount.Of(Stated / 4));

    private static async Task HoldsAsync(CrashPolicy policy, Action<OutboxSimulation> law)
    {
        int mishaps = 0;
        await Law.HoldsAsync(
            Operations,
            async operations =>
            {
                OutboxSimulation simulation = await OutboxSimulation.RunAsync(policy, operations);
                Assert.Equal(operations.Count(static operation => operation is SimulatedOperation.Put), simulation.Messages.Count);
                Assert.All(simulation.Messages, static message => Assert.True(message.State > OutboxState.Sending, $"{message.Key} is left {message.State}."));
                law(simulation);
                mishaps += simulation.Mishaps;
            },
            ScaledCount.Of(Stated));
        Assert.True(mishaps >= ScaledCount.Of(Stated) || LawSeed.FromEnvironment()?.Size is not null, $"Only {mishaps} mishaps took place, too few to prove anything.");
    }
}
