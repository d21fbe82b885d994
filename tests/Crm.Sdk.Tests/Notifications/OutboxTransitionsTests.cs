using Crm.Sdk.Classification;
using Crm.Sdk.Notifications;
using Crm.Sdk.Privacy;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>The steps of a message, apart from stores and timing: whatever sequence of steps is taken.</summary>
public sealed class OutboxTransitionsTests
{
    private const int MaxAttempts = 3;
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 2, 3, 4);
    private static readonly Moments Now = new(Start, Start + Duration.FromHours(1));
    private static readonly Duration Wait = Duration.FromSeconds(10);

    private enum Step
    {
        Send,
        Release,
        NotBegin,
        Accept,
        Fail,
        Reject,
        Doubt,
        Die,
        Suppress,
        Retry,
    }

    [Theory]
    [InlineData(CrashPolicy.PreferNoDuplicate)]
    [InlineData(CrashPolicy.PreferNoLoss)]
    [InlineData(CrashPolicy.ProviderIdempotencyKey)]
    public void What_a_message_says_of_itself_is_true_after_any_steps(CrashPolicy policy)
    {
        var channel = new ChannelDescriptor("test") { Audience = Audience.Customers, AfterCrash = policy };
        Law.Holds(
            Sequences.Of(Gen.Elements(Enum.GetValues<Step>()), atMost: 40),
            steps =>
            {
                OutboxMessage message = New();
                bool doubt = false; // whether some attempt may have gone out without anybody knowing
                foreach (Step step in steps)
                {
                    OutboxMessage before = message;
                    message = Apply(message, step, channel);
                    doubt |= !ReferenceEquals(before, message) && step is Step.Doubt or Step.Die && before.State == OutboxState.Sending;
                    Check(before, message, doubt, policy);
                }
            },
            tests: 500);
    }

    private static void Check(OutboxMessage before, OutboxMessage after, bool doubt, CrashPolicy policy)
    {
        bool finished = after.State > OutboxState.Sending;
        bool held = after.State is OutboxState.Claimed or OutboxState.Sending;
        Assert.Equal(finished, after.FinishedAt is not null);
        Assert.Equal(held, after.Owner is not null && after.LeaseUntil is not null);
        Assert.True(after.State != OutboxState.Pending || after.Due is not null);
        Assert.True(!finished || after.Due is null);
        Assert.InRange(after.AttemptsOfRound, 0, MaxAttempts);
        Assert.Equal((before.Id, before.Key, before.Content, before.Channel), (after.Id, after.Key, after.Content, after.Channel)); // same key, same bytes
        bool answeredByKey = policy == CrashPolicy.ProviderIdempotencyKey && after.State == OutboxState.DeadLettered;
        Assert.True(!doubt || answeredByKey || after.State is not (OutboxState.DeadLettered or OutboxState.Suppressed), "It may have gone out and is called not sent.");
        Assert.True(doubt || after.State != OutboxState.OutcomeUnknown, "Nothing is in doubt and it is called unknown.");
    }

    private static OutboxMessage Apply(OutboxMessage message, Step step, ChannelDescriptor channel) => (step, message.State) switch
    {
        (Step.Send, OutboxState.Pending) => OutboxTransitions.Sending(OutboxTransitions.Claimed(message, "me", Now.Store), Now.Store),
        (Step.Release, OutboxState.Pending) => OutboxTransitions.Released(OutboxTransitions.Claimed(message, "me", Now.Store), Now),
        (Step.Suppress, OutboxState.Pending) => OutboxTransitions.Suppressed(OutboxTransitions.Claimed(message, "me", Now.Store), new Reason("gate.use-by", []), Now.Business),
        (Step.NotBegin, OutboxState.Sending) => OutboxTransitions.NotBegun(message, null, Now, Duration.Zero),
        (Step.Accept, OutboxState.Sending) => OutboxTransitions.Sent(message, "r", Now.Business),
        (Step.Fail, OutboxState.Sending) => OutboxTransitions.Failed(message, "busy", MaxAttempts, Wait, Now),
        (Step.Reject, OutboxState.Sending) => OutboxTransitions.Rejected(message, "no", channel, Now.Business),
        (Step.Doubt, OutboxState.Sending) => OutboxTransitions.InDoubt(message, "?", channel, MaxAttempts, Wait, Now),
        (Step.Die, OutboxState.Sending) => OutboxTransitions.TakenOver(message, channel, MaxAttempts, "other", Now.Store, Now.Business) is { State: OutboxState.Claimed } taken
            ? OutboxTransitions.Released(taken, Now)
            : OutboxTransitions.TakenOver(message, channel, MaxAttempts, "other", Now.Store, Now.Business),
        (Step.Retry, _) when OutboxTransitions.CanRetry(message) => OutboxTransitions.Retry(message),
        _ => message,
    };

    private static OutboxMessage New()
    {
        RecordId id = RecordId.New();
        return new OutboxMessage
        {
            Id = id,
            Key = "k",
            Channel = "test",
            Audience = Audience.Customers,
            Content = new SealedValue(id, "none", ""),
            Purpose = "service",
            State = OutboxState.Pending,
            Due = Start,
        };
    }
}
