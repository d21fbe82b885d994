using Crm.Sdk.Notifications;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

public sealed class OutboxModelTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 2, 3, 4);

    [Fact]
    public void A_stored_message_comes_back_equal_in_every_field() => Law.Holds(Messages(), message =>
        message.Equals(OutboxModel.Kind.Deserialise(message.Id, OutboxModel.Kind.Serialise(message))));

    [Fact]
    public void Every_field_of_a_message_is_stored_except_what_follows_from_others()
    {
        string[] derived = ["AttemptsOfRound", "Id", "Origin"]; // Origin is stored in three fields
        string[] properties = [.. typeof(OutboxMessage).GetProperties().Select(static p => p.Name).Except(derived)];
        string[] stored = [.. OutboxModel.Kind.Fields.Select(static f => f.Id.Name.Replace("-", string.Empty, StringComparison.Ordinal))];

        Assert.All(properties, name => Assert.Contains(name, stored, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Sent_messages_leave_the_index_and_all_others_stand_in_it() => Law.Holds(Messages(), message =>
        (QueuePlace.Of(message) is null) == (message.State == OutboxState.Sent));

    [Fact]
    public void A_place_in_the_queue_fits_its_field() => Law.Holds(Messages(), message => (QueuePlace.Of(message)?.Length ?? 0) <= QueuePlace.MaxLength);

    [Fact]
    public void A_range_of_the_queue_holds_the_messages_of_its_place_and_channel_that_are_due() => Law.Holds(Messages(), Messages(), (message, other) =>
    {
        Instant now = other.Due ?? Start;
        bool expected = message is { State: OutboxState.Pending, Attempts: 0 } && message.Channel == other.Channel && message.Due <= now;

        Assert.Equal(expected, Matches(QueuePlace.Until(QueuePlace.Pending, other.Channel, now), message));
        Assert.Equal(message is { State: OutboxState.Pending, Attempts: > 0 }, Matches(QueuePlace.In(QueuePlace.Retry), message));
        Assert.Equal(message.State is OutboxState.Claimed or OutboxState.Sending, Matches(QueuePlace.In(QueuePlace.Lease), message));
        Assert.Equal(message.State == OutboxState.DeadLettered && message.Channel == other.Channel, Matches(QueuePlace.In(QueuePlace.Dead, other.Channel), message));
        Assert.Equal(
            message.State == OutboxState.OutcomeUnknown && string.CompareOrdinal($"{message.Channel}/", $"{other.Channel}/") > 0,
            Matches(QueuePlace.Behind(QueuePlace.Unknown, other.Channel), message));
    });

    [Fact]
    public void Address_subject_and_text_are_stored_in_the_envelope_only()
    {
        FieldModel[] personal = [.. OutboxModel.Kind.Fields.Where(static f => f.Personal)];

        Assert.Equal("content", Assert.Single(personal).Id.Name);
        Assert.Equal(typeof(SealedValue), typeof(OutboxMessage).GetProperty(nameof(OutboxMessage.Content))!.PropertyType);
    }

    private static bool Matches(Condition condition, OutboxMessage message) => ConditionEvaluator.Matches(condition, OutboxModel.Kind, message);

    private static Gen<OutboxMessage> Messages()
    {
        Gen<Instant> instants = Gen.Choose(0, 5).Select(static n => Start + Duration.FromSeconds(n));
        Gen<Instant?> maybe = Gen.OneOf(Gen.Constant<Instant?>(null), instants.Select(static i => (Instant?)i));
        Gen<string?> texts = Gen.Elements<string?>(null, "plan:birthday", "生日");
        return
            from state in Gen.Elements(Enum.GetValues<OutboxState>())
            from channel in Gen.Elements("sms", "sms-x", "sm", "file")
            from attempts in Gen.Choose(0, 3)
            from due in instants
            from lease in maybe
            from finished in maybe
            from notBefore in maybe
            from useBy in maybe
            from text in texts
            from flag in ArbMap.Default.GeneratorFor<bool>()
            let id = RecordId.New()
            let customer = flag ? CustomerId.New() : (CustomerId?)null
            select new OutboxMessage
            {
                Id = id,
                Key = id.ToString(),
                Customer = customer,
                Channel = channel,
                ChannelOrder = flag ? [channel, "other"] : default,
                FailedOver = flag ? attempts % 2 : 0,
                Audience = flag ? Audience.Customers : Audience.Staff,
                Content = new SealedValue(id, "none", "e30="),
                Language = flag ? "zh-Hans-CN" : null,
                Purpose = "service",
                Cause = text,
                NotBefore = notBefore,
                UseBy = useBy,
                State = state,
                Due = state == OutboxState.Pending ? due : null,
                Owner = text,
                LeaseUntil = lease,
                Attempts = attempts,
                EarlierAttempts = attempts / 2,
                MayHaveGoneOut = flag,
                Reason = text,
                Receipt = text,
                FinishedAt = finished,
                DeliveredAt = lease,
                ReadAt = finished,
                BouncedAt = notBefore,
                ComplainedAt = useBy,
                Origin = flag ? new Origin(due, "ada", id) : null,
            };
    }
}
