using System.Runtime.CompilerServices;
using Crm.Sdk.Customers;
using Crm.Sdk.Plugins;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>The outbox over sessions.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class Outbox : IOutbox
{
    private const int PageSize = 500;

    private readonly ICrm _crm;
    private readonly IClock _clock;
    private readonly ChannelDirectory _channels;
    private readonly ContentEnvelope _envelope;

    // What a session was given and has not committed cannot be queried, so its keys are remembered as long as it lives.
    private readonly ConditionalWeakTable<ICrmSession, Dictionary<string, OutboxMessage>> _added = [];

    /// <summary>Makes the outbox.</summary>
    /// <param name="crm">Opens the sessions of operators' calls.</param>
    /// <param name="extensions">The plugins' channels.</param>
    /// <param name="protector">Seals what is personal.</param>
    /// <param name="clock">Business time.</param>
    public Outbox(ICrm crm, IExtensions extensions, IPersonalDataProtector protector, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(extensions);
        ArgumentNullException.ThrowIfNull(protector);
        ArgumentNullException.ThrowIfNull(clock);
        _crm = crm;
        _clock = clock;
        _channels = new ChannelDirectory(extensions);
        _envelope = new ContentEnvelope(protector);
    }

    /// <inheritdoc/>
    public async Task<OutboxMessage> EnqueueAsync(ICrmSession session, MessageDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return (await EnqueueAsync(session, [draft], cancellationToken).ConfigureAwait(false))[0];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxMessage>> EnqueueAsync(ICrmSession session, IReadOnlyList<MessageDraft> drafts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(drafts);
        CheckedDraft[] kept = [.. drafts.Select(Check)];
        Dictionary<string, OutboxMessage> byKey = await ByKeyAsync(session, kept.Select(static k => k.Draft.Key), cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<CustomerId, Customer> customers = await CustomersAsync(session, kept.SelectMany(static k => k.Routes).Where(static route => route.NeedsAddress), cancellationToken).ConfigureAwait(false);

        var messages = new OutboxMessage[kept.Length];
        List<OutboxMessage> added = [];
        Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
        for (int i = 0; i < kept.Length; i++)
        {
            MessageDraft draft = kept[i].Draft;
            if (byKey.TryGetValue(draft.Key, out OutboxMessage? earlier))
            {
                messages[i] = Same(session.Scope.Tenant, earlier, kept[i]);
                continue;
            }

            messages[i] = byKey[draft.Key] = Message(session.Scope.Tenant, kept[i], customers, now);
            added.Add(messages[i]);
        }

        Dictionary<string, OutboxMessage> remembered = _added.GetOrCreateValue(session);
        foreach (OutboxMessage message in added)
        {
            session.Add(message);
            remembered[message.Key] = message;
        }

        return messages;
    }

    /// <inheritdoc/>
    public async Task<OutboxStatus> GetStatusAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        return new OutboxStatus(
            Pending: await CountAsync(QueuePlace.In(QueuePlace.Pending)).ConfigureAwait(false) + await CountAsync(QueuePlace.In(QueuePlace.Retry)).ConfigureAwait(false),
            InFlight: await CountAsync(QueuePlace.In(QueuePlace.Lease)).ConfigureAwait(false),
            OutcomeUnknown: await CountAsync(QueuePlace.In(QueuePlace.Unknown)).ConfigureAwait(false),
            Sent: await CountAsync(Condition.HasNo(OutboxModel.Queue)).ConfigureAwait(false),
            DeadLettered: await CountAsync(QueuePlace.In(QueuePlace.Dead)).ConfigureAwait(false),
            Suppressed: await CountAsync(QueuePlace.In(QueuePlace.Suppressed)).ConfigureAwait(false));

        Task<long> CountAsync(Condition where) => session.CountAsync<OutboxMessage>(where, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CrmPage<OutboxMessage>> ListAsync(CrmScope scope, OutboxState state, PageCursor? after, int limit, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        return await session.QueryAsync(Query(state) with { After = after, Limit = limit }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<int> RetryAsync(CrmScope scope, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        ChangeAsync(scope, ids, OutboxTransitions.CanRetry, OutboxTransitions.Retry, cancellationToken);

    /// <inheritdoc/>
    public async Task<int> RetryAllAsync(CrmScope scope, OutboxState state, CancellationToken cancellationToken)
    {
        if (state is not (OutboxState.DeadLettered or OutboxState.OutcomeUnknown or OutboxState.Suppressed))
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "Dead letters, parked and suppressed messages can be sent again.");
        }

        int retried = 0;
        while (true)
        {
            await using ICrmSession session = _crm.OpenSession(scope);
            CrmPage<OutboxMessage> page = await session.QueryAsync(Query(state) with { Limit = PageSize }, cancellationToken).ConfigureAwait(false);
            foreach (OutboxMessage message in page.Items)
            {
                session.Update(OutboxTransitions.Retry(message));
            }

            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            retried += page.Items.Count;
            if (page.Next is null)
            {
                return retried;
            }
        }
    }

    /// <inheritdoc/>
    public Task<int> ConfirmSentAsync(CrmScope scope, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
        return ChangeAsync(
            scope, ids, static message => message.State == OutboxState.OutcomeUnknown, message => OutboxTransitions.Sent(message, message.Receipt, now), cancellationToken);
    }

    private static CrmQuery<OutboxMessage> Query(OutboxState state)
    {
        FieldId field = "state";
        var of = Condition.Equal(field, FieldValue.Of((long)state)); // not indexed; the core looks at it within the range
        return state switch
        {
            OutboxState.Sent => new CrmQuery<OutboxMessage> { Where = Condition.HasNo(OutboxModel.Queue) },
            OutboxState.Pending => Ordered(Condition.Any(QueuePlace.In(QueuePlace.Pending), QueuePlace.In(QueuePlace.Retry))),
            OutboxState.Claimed or OutboxState.Sending => Ordered(Condition.All(QueuePlace.In(QueuePlace.Lease), of)),
            OutboxState.OutcomeUnknown => Ordered(QueuePlace.In(QueuePlace.Unknown)),
            OutboxState.DeadLettered => Ordered(QueuePlace.In(QueuePlace.Dead)),
            OutboxState.Suppressed => Ordered(QueuePlace.In(QueuePlace.Suppressed)),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "It is no state of the outbox."),
        };

        static CrmQuery<OutboxMessage> Ordered(Condition where) => new() { Where = where, Order = new RecordOrder(OutboxModel.Queue) };
    }

    private static async Task<IReadOnlyDictionary<CustomerId, Customer>> CustomersAsync(
        ICrmSession session, IEnumerable<DraftRoute> routes, CancellationToken cancellationToken)
    {
        RecordId[] ids = [.. routes.Select(static route => route.Draft.Customer!.Value.ToRecordId()).Distinct()];
        if (ids.Length == 0)
        {
            return new Dictionary<CustomerId, Customer>();
        }

        IReadOnlyList<Customer?> found = await session.FindAsync<Customer>(ids, cancellationToken).ConfigureAwait(false);
        return found.OfType<Customer>().ToDictionary(static customer => customer.Id);
    }

    /// <summary>The customer's own address, or null where there is none: then the gate suppresses the message, which shows it.</summary>
    private static string? OwnAddress(DraftRoute route, IReadOnlyDictionary<CustomerId, Customer> customers)
    {
        (MessageDraft draft, ChannelDescriptor channel) = route;
        if (!customers.TryGetValue(draft.Customer!.Value, out Customer? customer))
        {
            throw new CrmException(
                NotificationErrorCodes.BadMessage, $"Message '{draft.Key}' for channel '{channel.Name}' cannot be put into the outbox: there is no customer {draft.Customer}.");
        }

        return ChannelAddress.Of(customer, channel.Reaches) is { } address ? DraftRules.Address(draft, channel.Reaches, address) : null;
    }

    private CheckedDraft Check(MessageDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return CheckedDraft.Of(draft, name => _channels.Require(name).Instance.Descriptor);
    }

    private async Task<Dictionary<string, OutboxMessage>> ByKeyAsync(ICrmSession session, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        Dictionary<string, OutboxMessage> found = new(StringComparer.Ordinal);
        _added.TryGetValue(session, out Dictionary<string, OutboxMessage>? remembered);
        List<string> unknown = [];
        foreach (string key in keys.Distinct(StringComparer.Ordinal))
        {
            if (remembered is not null && remembered.TryGetValue(key, out OutboxMessage? message))
            {
                found.Add(key, message);
            }
            else
            {
                unknown.Add(key);
            }
        }

        foreach (string[] chunk in unknown.Chunk(PageSize))
        {
            FieldValue[] values = [.. chunk.Select(static key => FieldValue.Of(key))];
            var query = new CrmQuery<OutboxMessage> { Where = Condition.IsIn(OutboxModel.Key, values), Limit = chunk.Length };
            foreach (OutboxMessage message in (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items)
            {
                found.Add(message.Key, message);
            }
        }

        return found;
    }

    private OutboxMessage Message(TenantId tenant, CheckedDraft made, IReadOnlyDictionary<CustomerId, Customer> customers, Instant now)
    {
        RecordId id = RecordId.New();
        MessageDraft draft = made.Draft;
        return new OutboxMessage
        {
            Id = id,
            Key = draft.Key,
            Customer = draft.Customer,
            Channel = draft.Channel,
            Audience = draft.Audience,
            ChannelOrder = made.ChannelOrder,
            Content = _envelope.Seal(tenant, draft.Customer ?? id, made.ToContent(route => route.NeedsAddress ? OwnAddress(route, customers) : route.Draft.Address)),
            Priority = draft.Priority,
            Language = draft.Language,
            Purpose = draft.Purpose,
            Cause = draft.Cause,
            NotBefore = draft.NotBefore,
            UseBy = draft.UseBy,
            State = OutboxState.Pending,
            Due = draft.NotBefore ?? now,
        };
    }

    /// <summary>The earlier message of a key, if the draft says the same.</summary>
    private OutboxMessage Same(TenantId tenant, OutboxMessage earlier, CheckedDraft made)
    {
        MessageDraft draft = made.Draft;
        bool same = FailOver.First(earlier).Channel == draft.Channel
            && earlier.ChannelOrder == made.ChannelOrder
            && earlier.Audience == draft.Audience
            && earlier.Customer == draft.Customer
            && (_envelope.Open(tenant, earlier.Content) is not { } content || made.Says(content));
        return same ? earlier : throw new CrmException(
            NotificationErrorCodes.KeyReused,
            $"The key '{draft.Key}' is that of another message ({OutboxModel.Kind.Kind}/{earlier.Id}), with another channel, customer, address or text; make keys of what makes a message a different one.");
    }

    private async Task<int> ChangeAsync(
        CrmScope scope, IReadOnlyList<RecordId> ids, Func<OutboxMessage, bool> applies, Func<OutboxMessage, OutboxMessage> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, PageSize, nameof(ids));
        await using ICrmSession session = _crm.OpenSession(scope);
        int changed = 0;
        foreach (OutboxMessage? message in await session.FindAsync<OutboxMessage>([.. ids.Distinct()], cancellationToken).ConfigureAwait(false))
        {
            if (message is not null && applies(message))
            {
                session.Update(change(message));
                changed++;
            }
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return changed;
    }
}
