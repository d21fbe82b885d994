using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using NodaTime;

namespace Crm.Sdk.Tests.Sessions;

/// <summary>A core over the reference store, with a clock that tests move.</summary>
internal sealed class SessionFixture
{
    public static readonly CrmScope Ada = new(TenantId.Default, "ada");
    public static readonly CrmScope Bob = new(TenantId.Default, "bob");

    private SessionFixture(ICrmStore store, FakeClock clock)
    {
        Store = store;
        Clock = clock;
        Crm = new CrmCore(store, Model, clock, new CommitTrail(new UnencryptedProtector(), Hasher));
    }

    public static ModelCatalogue Model { get; } = new(CoreModel.Kinds);

    public static AuditHasher Hasher { get; } = new("an audit key of tests"u8.ToArray());

    public ICrmStore Store { get; }

    public FakeClock Clock { get; }

    public CrmCore Crm { get; }

    public static async Task<SessionFixture> StartAsync(Func<ICrmStore, ICrmStore>? wrap = null)
    {
        var clock = new FakeClock(Instant.FromUtc(2026, 1, 2, 3, 4));
        var memory = new InMemoryStore(clock);
        await memory.EnsureSchemaAsync(Model, SchemaMode.CreateOrExtend, CancellationToken.None);
        return new SessionFixture(wrap?.Invoke(memory) ?? memory, clock);
    }

    public async Task<IReadOnlyList<T>> AllAsync<T>(CrmScope? scope = null)
        where T : class
    {
        await using ICrmSession session = Crm.OpenSession(scope ?? Ada);
        return (await session.QueryAsync(new CrmQuery<T> { Limit = 10_000 }, CancellationToken.None)).Items;
    }
}
