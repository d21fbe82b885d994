using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>An outbox over the reference store, with a clock that tests move.</summary>
internal sealed class OutboxFixture
{
    public static readonly CrmScope Ada = new(TenantId.Default, "ada");

    private static readonly ModelCatalogue Model = new(CoreModel.Kinds);

    private OutboxFixture(InMemoryStore memory, FakeClock clock, TestChannels channels)
    {
        Memory = memory;
        Clock = clock;
        Channels = channels;
        Crm = new CrmCore(memory, Model, clock, new CommitTrail(Protector, new History.AuditHasher("a key"u8.ToArray())));
        Outbox = new Outbox(Crm, channels, Protector, clock);
    }

    public static UnencryptedProtector Protector { get; } = new();

    public InMemoryStore Memory { get; }

    public FakeClock Clock { get; }

    public TestChannels Channels { get; }

    public CrmCore Crm { get; }

    public Outbox Outbox { get; }

    public DispatchOptions Options { get; } = new();

    public static async Task<OutboxFixture> StartAsync(params INotificationChannel[] channels)
    {
        var clock = new FakeClock(Instant.FromUtc(2026, 1, 2, 3, 4));
        var memory = new InMemoryStore(clock);
        await memory.EnsureSchemaAsync(Model, SchemaMode.CreateOrExtend, CancellationToken.None);
        return new OutboxFixture(memory, clock, new TestChannels(channels));
    }

    public static MessageDraft Draft(string key, string channel = "test", CustomerId? customer = null) => new()
    {
        Key = key,
        Channel = channel,
        Customer = customer ?? CustomerId.New(),
        Body = $"text of {key}",
        Purpose = "service",
    };

    public OutboxDispatcher Dispatcher(ICrmStore? store = null, IExtensions? channels = null, TimeProvider? time = null, ISendGate? gate = null, int seed = 1) => new(
        store ?? Memory, channels ?? Channels, Protector, Clock, time ?? new RushingTime(Clock), Options, NullLogger<OutboxDispatcher>.Instance, gate ?? new SendGate(), new Random(seed));

    public async Task PutAsync(params MessageDraft[] drafts)
    {
        foreach (MessageDraft[] chunk in drafts.Chunk(5_000))
        {
            await using ICrmSession session = Crm.OpenSession(Ada);
            await Outbox.EnqueueAsync(session, chunk, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }
    }

    public Task PutManyAsync(int count, string channel = "test") => PutAsync([.. Enumerable.Range(0, count).Select(i => Draft($"m-{i:D6}", channel))]);

    public async Task<IReadOnlyList<OutboxMessage>> AllAsync()
    {
        List<OutboxMessage> all = [];
        for (PageCursor? after = null; ;)
        {
            RecordPage page = await Memory.QueryAsync(new StoreQuery(TenantId.Default, OutboxModel.Kind.Kind) { After = after, Limit = 10_000 }, CancellationToken.None);
            all.AddRange(page.Records.Select(static record => (OutboxMessage)record.Entity));
            if ((after = page.Next) is null)
            {
                return all;
            }
        }
    }

    public async Task<OutboxMessage> OneAsync(string key) => (await AllAsync()).Single(message => message.Key == key);

    public async Task<IReadOnlyList<T>> RecordsAsync<T>()
        where T : class
    {
        await using ICrmSession session = Crm.OpenSession(Ada);
        return (await session.QueryAsync(new CrmQuery<T> { Limit = 10_000 }, CancellationToken.None)).Items;
    }
}
