using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Timelines;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>Sessions, histories and timelines of a tenant of its own over one store.</summary>
internal sealed class HistoryHost
{
    private static int _tenants;

    private readonly TenantId _tenant = new($"t{Interlocked.Increment(ref _tenants)}");

    public HistoryHost(ICrmStore store)
    {
        var protector = new UnencryptedProtector();
        Crm = new CrmCore(store, Model, Clock, new CommitTrail(protector, new AuditHasher(default)));
        History = new RecordHistory(Crm, store, protector);
        Timeline = new Timeline(Crm, store, new FixedExtensions());
    }

    public static ModelCatalogue Model { get; } = new([.. CoreModel.Kinds, Note.Kind]);

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 1, 1, 0, 0));

    public ICrm Crm { get; }

    public IRecordHistory History { get; }

    public ITimeline Timeline { get; }

    /// <summary>The same tenant and clock over another store, such as one that fails.</summary>
    public ICrm Over(ICrmStore store) => new CrmCore(store, Model, Clock, new CommitTrail(new UnencryptedProtector(), new AuditHasher(default)));

    public CrmScope As(string actor) => new(_tenant, actor);

    public async Task<IReadOnlyList<T>> AllAsync<T>()
        where T : class
    {
        await using ICrmSession session = Crm.OpenSession(As("reader"));
        return (await session.QueryAsync(new CrmQuery<T> { Limit = 10_000 }, CancellationToken.None)).Items;
    }
}
