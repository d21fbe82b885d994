using System.Collections.Concurrent;
using System.Diagnostics;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Notifications;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Conformance.Tests.Delivery;

public sealed class InMemoryConsentRaceLaws(ITestOutputHelper output) : ConsentRaceLaws<InMemoryStoreFixture>(output);

public sealed class SqliteConsentRaceLaws(ITestOutputHelper output) : ConsentRaceLaws<SqliteStoreFixture>(output);

public sealed class PostgreSqlConsentRaceLaws(ITestOutputHelper output) : ConsentRaceLaws<PostgreSqlStoreFixture>(output);

/// <summary>Consents that are withdrawn while messages go out: no message is marked as being sent after the withdrawal of its consent (CA-2). With <c>CRM_TEST_SCALE=full</c> 10,000 messages, else 1,000.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class ConsentRaceLaws<TFixture>(ITestOutputHelper output) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task CA_2_Nothing_is_marked_as_being_sent_after_its_consent_was_withdrawn()
    {
        int messages = ScaledCount.IsFull ? 10_000 : 1_000;
        var store = new RecordingStore(await StartAsync(HistoryHost.Model));
        var host = new HistoryHost(store);
        var channel = new CountingChannel();
        var consents = new ConsentDesk(new CustomerIdentity(store, HistoryHost.Model));
        var extensions = new FixedExtensions(channel);
        var outbox = new Outbox(host.Crm, extensions, new UnencryptedProtector(), host.Clock);
        CustomerId[] customers = await QueueAsync(host, outbox, messages);
        CustomerId[] leaving = [.. customers.Where(static (_, i) => i % 2 == 0)];
        var watch = Stopwatch.StartNew();

        Task[] dispatchers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Dispatcher(store, extensions, host).DispatchUntilEmptyAsync(host.As("outbox"), null, None)))];
        await Task.WhenAll(Enumerable.Range(0, 2).Select(half => Task.Run(() => WithdrawAsync(host, consents, leaving.Where((_, i) => i % 2 == half)))));
        await Task.WhenAll(dispatchers);

        IReadOnlyList<OutboxMessage> ended = await AllAsync(host);
        Assert.All(ended, static message => Assert.True(message.State is OutboxState.Sent or OutboxState.Suppressed, message.ToString()));
        Assert.Equal(messages, ended.Count);
        Assert.All(leaving, customer => Assert.True(
            !store.Sending.TryGetValue(customer, out long sent) || sent < store.Withdrawn[customer], $"{customer} was marked at {sent}, withdrawn at {store.Withdrawn[customer]}"));
        Assert.Equal(ended.Where(static message => message.State == OutboxState.Sent).Select(static message => message.Key).Order(), channel.Keys.Order());
        Assert.All(customers.Except(leaving), customer => Assert.True(store.Sending.ContainsKey(customer)));
        int late = ended.Count(static message => message.Refusal?.Code == "gate.consent-withdrawn");
        output.WriteLine($"{typeof(TFixture).Name}: of {messages} messages {leaving.Length} lost their consent, {late} before they went out; {store.Conflicts} commits were judged again; {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(late > 0, "Every message went out before its consent was withdrawn: the test shows nothing.");
    }

    private static async Task<CustomerId[]> QueueAsync(HistoryHost host, Outbox outbox, int messages)
    {
        List<CustomerId> customers = [];
        foreach (int[] chunk in Enumerable.Range(0, messages).Chunk(200))
        {
            await using ICrmSession session = host.Crm.OpenSession(host.As("ada"));
            Customer[] added = [.. chunk.Select(static i => Customer.Enterprise($"C{i}"))];
            foreach (Customer customer in added)
            {
                session.Add(customer);
                ConsentEntry entry = ConsentEntry.Of(customer.Id, "marketing", null, ConsentState.Granted, host.Clock.GetCurrentInstant(), ConsentMethods.Form);
                session.Add(entry);
                session.Add(new ConsentStanding { Id = ConsentStanding.IdOf(customer.Id), Customer = customer.Id }.With(entry));
            }

            await outbox.EnqueueAsync(session, [.. added.Select(static customer => new MessageDraft { Key = $"m-{customer.Id}", Channel = "counting", Customer = customer.Id, Body = "news", Purpose = "marketing" })], None);
            await session.CommitAsync(None);
            customers.AddRange(added.Select(static customer => customer.Id));
        }

        return [.. customers];
    }

    private static async Task WithdrawAsync(HistoryHost host, ConsentDesk consents, IEnumerable<CustomerId> leaving)
    {
        foreach (CustomerId[] chunk in leaving.OrderByDescending(static id => id).Chunk(5)) // from the end that is sent last
        {
            await using ICrmSession session = host.Crm.OpenSession(host.As("ada"));
            foreach (CustomerId customer in chunk)
            {
                await consents.RecordAsync(session, ConsentEntry.Of(customer, "marketing", null, ConsentState.Withdrawn, host.Clock.GetCurrentInstant() + Duration.FromSeconds(1), ConsentMethods.Reply), None);
            }

            await session.CommitAsync(None);
        }
    }

    private static OutboxDispatcher Dispatcher(ICrmStore store, FixedExtensions extensions, HistoryHost host)
    {
        ContactPolicy policy = ContactPolicy.Standard with { Purposes = [new("marketing") { Hours = null }] };
        return new OutboxDispatcher(
            store, extensions, new UnencryptedProtector(), host.Clock, TimeProvider.System, new DispatchOptions { BatchSize = 50, PollInterval = TimeSpan.FromMilliseconds(10) },
            NullLogger<OutboxDispatcher>.Instance, policy, new SuppressionList(host.Clock, [1]), new UnsubscribeLinks(new UnsubscribeOptions(), policy));
    }

    private static async Task<IReadOnlyList<OutboxMessage>> AllAsync(HistoryHost host)
    {
        List<OutboxMessage> all = [];
        await using ICrmSession session = host.Crm.OpenSession(host.As("reader"));
        for (PageCursor? after = null; ;)
        {
            CrmPage<OutboxMessage> page = await session.QueryAsync(new CrmQuery<OutboxMessage> { Limit = 1_000, After = after }, None);
            all.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                return all;
            }
        }
    }

    private sealed class CountingChannel : INotificationChannel
    {
        public ChannelDescriptor Descriptor { get; } = new("counting") { Audience = Audience.Customers, AfterCrash = CrashPolicy.ProviderIdempotencyKey, Concurrency = 4 };

        public ConcurrentQueue<string> Keys { get; } = new();

        public Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Keys.Enqueue(message.Key);
            return Task.FromResult(DeliveryResult.Accepted());
        }
    }

    /// <summary>Remembers at which place in the order of commits messages were marked and consents withdrawn.</summary>
    private sealed class RecordingStore(ICrmStore inner) : ICrmStore
    {
        private int _conflicts;

        public ConcurrentDictionary<CustomerId, long> Sending { get; } = new();

        public ConcurrentDictionary<CustomerId, long> Withdrawn { get; } = new();

        public int Conflicts => _conflicts;

        public StoreDescriptor Descriptor => inner.Descriptor;

        public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => inner.EnsureSchemaAsync(model, mode, cancellationToken);

        public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) => inner.FindAsync(tenant, kind, ids, cancellationToken);

        public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => inner.CountAsync(query, cancellationToken);

        public Task<Instant> NowAsync(CancellationToken cancellationToken) => inner.NowAsync(cancellationToken);

        public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
        {
            CommitResult result = await inner.CommitAsync(batch, cancellationToken);
            if (result is not CommitResult.Committed committed)
            {
                Interlocked.Increment(ref _conflicts);
                return result;
            }

            foreach (object entity in batch.Writes.Select(static write => write.Entity))
            {
                if (entity is OutboxMessage { State: OutboxState.Sending, Customer: { } marked })
                {
                    Sending[marked] = committed.Position;
                }
                else if (entity is ConsentEntry { State: ConsentState.Withdrawn } entry)
                {
                    Withdrawn[entry.Customer] = committed.Position;
                }
            }

            return result;
        }
    }
}
