using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>A core in memory with what reads and keeps archives.</summary>
internal sealed class ArchiveFixture
{
    public static readonly CrmScope Ada = SessionFixture.Ada;

    private ArchiveFixture(SessionFixture session) => Session = session;

    public SessionFixture Session { get; }

    public ICrm Crm => Session.Crm;

    public CustomerDirectory Directory { get; } = new();

    public LabelReader Labels => new(Crm, Session.Store);

    public static async Task<ArchiveFixture> StartAsync() => new(await SessionFixture.StartAsync());

    public static AsOf On(int year, int month, int day) => AsOf.EndOf(new LocalDate(year, month, day), DateTimeZone.Utc);

    public CustomerCardReader Cards(params object[] plugins) =>
        new(Crm, Session.Store, Directory, new CustomerIdentity(Session.Store, Crm.Model), new CustomerRelations(), Labels, [.. plugins.OfType<HostSection>()], new FixedExtensions([.. plugins.Where(static plugin => plugin is not HostSection)]));

    public ArchiveQuality Quality(Action<QualityOptions>? configure = null, params object[] plugins)
    {
        var options = new QualityOptions();
        configure?.Invoke(options);
        var history = new RecordHistory(Crm, Session.Store, new UnencryptedProtector());
        return new ArchiveQuality(Crm, Session.Store, Directory, history, new UnencryptedProtector(), AttributeCatalogue.Standard, [], new FixedExtensions(plugins), Options.Create(options));
    }

    public CollectionPlanner Planner() => new(Crm, Quality(), Labels, new QualityTexts(new CrmTexts(new FixedExtensions())));

    public RecycleBinPurge Purge(ICrmStore? store = null) =>
        new(Crm, store ?? Session.Store, new CommitTrail(new UnencryptedProtector(), SessionFixture.Hasher), Session.Clock, TimeProvider.System);

    public ArchiveUpkeep Upkeep(ICrmStore? store = null, params object[] rules) =>
        new(Crm, store ?? Session.Store, Directory, Planner(), new DuplicateFinder(Session.Store, Crm.Model, new FixedExtensions(rules)), Purge());

    public SelfService SelfService(Action<SelfServiceOptions>? configure = null)
    {
        var options = new SelfServiceOptions();
        configure?.Invoke(options);
        return new SelfService(Crm, Session.Store, Directory, new CustomerIdentity(Session.Store, Crm.Model), AttributeCatalogue.Standard, Session.Clock, Options.Create(options));
    }

    public async Task AddAsync(params object[] entities)
    {
        await using ICrmSession session = Crm.OpenSession(Ada);
        foreach (dynamic entity in entities)
        {
            session.Add(entity);
        }

        await session.CommitAsync(CancellationToken.None);
    }

    public async Task ChangeAsync(CustomerId id, Func<Customer, Customer> change)
    {
        await using ICrmSession session = Crm.OpenSession(Ada);
        session.Update(change((await session.FindAsync<Customer>(id, CancellationToken.None))!));
        await session.CommitAsync(CancellationToken.None);
    }
}
