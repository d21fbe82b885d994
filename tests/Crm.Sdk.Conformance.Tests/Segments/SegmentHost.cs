using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Segments;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Segments;

/// <summary>Segments over one store; every random base is a tenant of its own.</summary>
internal sealed class SegmentHost
{
    private readonly FakeClock _clock = new(RandomBase.Now.Instant.Minus(Duration.FromHours(30)));
    private readonly CrmCore _crm;

    private SegmentHost(ICrmStore store)
    {
        var attributes = new AttributeCatalogue(RandomBase.Attributes);
        Store = store;
        Model = CoreModel.Of(attributes, []);
        _crm = new CrmCore(store, Model, _clock, new CommitTrail(new UnencryptedProtector(), new AuditHasher(default)));
        Segments = new SegmentService(_crm, store, attributes, new FixedExtensions([]), new ClassifierSettings { ReportingCurrency = "CNY" }, TimeProvider.System);
    }

    public ICrmStore Store { get; }

    public ModelCatalogue Model { get; }

    public ICrm Crm => _crm;

    public SegmentService Segments { get; }

    public static async Task<SegmentHost> OpenAsync(ICrmStore store)
    {
        var host = new SegmentHost(store);
        await store.EnsureSchemaAsync(host.Model, SchemaMode.CreateOrExtend, CancellationToken.None);
        return host;
    }

    public static CrmScope Scope(string tenant) => CrmScope.System(tenant, "tests");

    public async Task AddAsync(string tenant, IEnumerable<object> records)
    {
        await using ICrmSession session = _crm.OpenSession(Scope(tenant));
        foreach (dynamic record in records)
        {
            session.Add(record);
        }

        await session.CommitAsync(CancellationToken.None);
    }

    /// <summary>The keys of the members, read in pages of a few.</summary>
    public async Task<(long Count, string Members, SegmentPlan Plan)> AskAsync(string tenant, Segment segment, int take = 3)
    {
        var request = new SegmentRequest(segment, RandomBase.Now);
        SegmentCount count = await Segments.CountAsync(Scope(tenant), request, null, CancellationToken.None);
        var keys = new List<string>();
        var paging = new SegmentPaging { Take = take };
        while (true)
        {
            SegmentPage page = await Segments.ListAsync(Scope(tenant), request, paging, CancellationToken.None);
            keys.AddRange(page.Members.Select(static member => member.Key!));
            if (page.Next is null)
            {
                return (count.Members, string.Join(' ', keys), count.Plan);
            }

            paging = paging with { After = page.Next };
        }
    }
}
