using Crm.Sdk.History;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using NodaTime;

namespace Crm.Sdk.Tests.Revisions;

/// <summary>A core whose personal values can be erased, and its history.</summary>
internal sealed class HistoryFixture
{
    public static readonly CrmScope Ada = new(TenantId.Default, "ada");
    public static readonly CrmScope Bob = new(TenantId.Default, "bob");
    public static readonly CrmScope Cleo = new(TenantId.Default, "cleo");

    private HistoryFixture(InMemoryStore store)
    {
        var model = new ModelCatalogue(CoreModel.Kinds);
        Store = store;
        Crm = new CrmCore(store, model, Clock, new CommitTrail(Protector, new AuditHasher(default)));
        History = new RecordHistory(Crm, store, Protector);
    }

    public InMemoryStore Store { get; }

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 1, 2, 3, 4));

    public ErasableProtector Protector { get; } = new();

    public ICrm Crm { get; }

    public IRecordHistory History { get; }

    public static async Task<HistoryFixture> StartAsync()
    {
        var store = new InMemoryStore();
        await store.EnsureSchemaAsync(new ModelCatalogue(CoreModel.Kinds), SchemaMode.CreateOrExtend, CancellationToken.None);
        return new HistoryFixture(store);
    }

    /// <summary>Does something in a session of its own and commits it, a minute after what was done before.</summary>
    public async Task DoAsync(CrmScope who, Func<ICrmSession, Task> work)
    {
        Clock.Advance(Duration.FromMinutes(1));
        await using ICrmSession session = Crm.OpenSession(who);
        await work(session);
        await session.CommitAsync(CancellationToken.None);
    }

    public Task AddAsync<T>(CrmScope who, params T[] entities)
        where T : class => DoAsync(who, session =>
        {
            Array.ForEach(entities, session.Add);
            return Task.CompletedTask;
        });

    public Task ChangeAsync<T>(CrmScope who, RecordId id, Func<T, T> change)
        where T : class => DoAsync(who, async session => session.Update(change((await session.FindAsync<T>(id, CancellationToken.None))!)));

    public Task RemoveAsync<T>(CrmScope who, RecordId id)
        where T : class => DoAsync(who, async session => session.Remove((await session.FindAsync<T>(id, CancellationToken.None))!));
}
