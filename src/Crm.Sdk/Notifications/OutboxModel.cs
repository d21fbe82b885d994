using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>How messages of the outbox are stored: one row a message, beside the key one index by place in the queue and one by customer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class OutboxModel
{
    /// <summary>The idempotency key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>The place in the queue: what is to be done, channel and time in one text. Null for sent messages, which leave the index.</summary>
    public static FieldId Queue { get; } = "queue";

    /// <summary>The customer whom it is about.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When it was sent, parked, given up or suppressed.</summary>
    public static FieldId FinishedAt { get; } = "finished-at";

    /// <summary>The kind <c>outbox-message</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<OutboxMessage>("outbox-message", static m => m.Id);
        kind.About(static m => m.Customer).WithoutHistory();
        FieldHandle<string?> key = kind.Text(Key, static m => m.Key, maxLength: OutboxMessage.MaxKeyLength);
        kind.Text(Queue, QueuePlace.Of, indexed: true, maxLength: QueuePlace.MaxLength); // made of state, channel and times; not read back
        FieldHandle<RecordId?> customer = kind.Id(Customer, static m => m.Customer, indexed: true);
        FieldHandle<string?> channel = kind.Text("channel", static m => m.Channel, maxLength: ChannelDescriptor.MaxNameLength);
        FieldHandle<string?> channelOrder = kind.Text("channel-order", static m => m.ChannelOrder.IsEmpty ? null : string.Join(' ', m.ChannelOrder), maxLength: (MessageDraft.MaxFallbacks + 1) * (ChannelDescriptor.MaxNameLength + 1));
        FieldHandle<long?> failedOver = kind.Int("failed-over", static m => m.ChannelOrder.IsEmpty ? null : m.FailedOver);
        FieldHandle<long?> audience = kind.Int("audience", static m => (long)m.Audience);
        FieldHandle<SealedValue?> content = kind.Json("content", static m => m.Content, OutboxJson.Default.SealedValue, personal: true);
        FieldHandle<string?> language = kind.Text("language", static m => m.Language, maxLength: 35);
        FieldHandle<string?> purpose = kind.Text("purpose", static m => m.Purpose, maxLength: OutboxMessage.MaxPurposeLength);
        FieldHandle<string?> cause = kind.Text("cause", static m => m.Cause, maxLength: OutboxMessage.MaxCauseLength);
        FieldHandle<Instant?> notBefore = kind.Instant("not-before", static m => m.NotBefore);
        FieldHandle<Instant?> useBy = kind.Instant("use-by", static m => m.UseBy);
        FieldHandle<long?> state = kind.Int("state", static m => (long)m.State);
        FieldHandle<Instant?> due = kind.Instant("due", static m => m.Due);
        FieldHandle<string?> owner = kind.Text("owner", static m => m.Owner);
        FieldHandle<Instant?> leaseUntil = kind.Instant("lease-until", static m => m.LeaseUntil);
        FieldHandle<long?> attempts = kind.Int("attempts", static m => m.Attempts);
        FieldHandle<long?> earlierAttempts = kind.Int("earlier-attempts", static m => m.EarlierAttempts);
        FieldHandle<bool?> mayHaveGoneOut = kind.Bool("may-have-gone-out", static m => m.MayHaveGoneOut);
        FieldHandle<string?> reason = kind.Text("reason", static m => m.Reason, maxLength: OutboxMessage.MaxReasonLength);
        FieldHandle<long?> priority = kind.Int("priority", static m => m.Priority);
        FieldHandle<string?> refusal = kind.Opaque("refusal", static m => CodedReason.Write(m.Refusal));
        FieldHandle<string?> receipt = kind.Text("receipt", static m => m.Receipt, maxLength: OutboxMessage.MaxReceiptLength);
        FieldHandle<Instant?> finishedAt = kind.Instant(FinishedAt, static m => m.FinishedAt);
        FieldHandle<Instant?> deliveredAt = kind.Instant("delivered-at", static m => m.DeliveredAt);
        FieldHandle<Instant?> readAt = kind.Instant("read-at", static m => m.ReadAt);
        FieldHandle<Instant?> bouncedAt = kind.Instant("bounced-at", static m => m.BouncedAt);
        FieldHandle<Instant?> complainedAt = kind.Instant("complained-at", static m => m.ComplainedAt);
        FieldHandle<Instant?> createdAt = kind.Instant("created-at", static m => m.Origin?.At);
        FieldHandle<string?> createdBy = kind.Text("created-by", static m => m.Origin?.By.Value, maxLength: ActorId.MaxLength);
        FieldHandle<RecordId?> run = kind.Id("run", static m => m.Origin?.Run);
        kind.StampedBy(static (m, origin) => m with { Origin = origin });
        kind.Unique("key", Key);
        return kind.ComposedBy(row => new OutboxMessage
        {
            Id = row.Id,
            Key = row.Need(key),
            Customer = row.Get(customer) is { } id ? (CustomerId)id : null,
            Channel = row.Need(channel),
            ChannelOrder = row.Get(channelOrder) is { } order ? [.. order.Split(' ')] : default,
            FailedOver = (int)(row.Get(failedOver) ?? 0),
            Audience = (Audience)row.Need(audience),
            Content = row.Need(content),
            Language = row.Get(language),
            Purpose = row.Need(purpose),
            Cause = row.Get(cause),
            NotBefore = row.Get(notBefore),
            UseBy = row.Get(useBy),
            State = (OutboxState)row.Need(state),
            Due = row.Get(due),
            Owner = row.Get(owner),
            LeaseUntil = row.Get(leaseUntil),
            Attempts = (int)row.Need(attempts),
            EarlierAttempts = (int)row.Need(earlierAttempts),
            MayHaveGoneOut = row.Need(mayHaveGoneOut),
            Reason = row.Get(reason),
            Priority = (int)(row.Get(priority) ?? 0),
            Refusal = CodedReason.Read(row.Get(refusal)),
            Receipt = row.Get(receipt),
            FinishedAt = row.Get(finishedAt),
            DeliveredAt = row.Get(deliveredAt),
            ReadAt = row.Get(readAt),
            BouncedAt = row.Get(bouncedAt),
            ComplainedAt = row.Get(complainedAt),
            Origin = row.Get(createdAt) is { } at ? new Origin(at, row.Need(createdBy), row.Get(run)) : null,
        });
    }
}
