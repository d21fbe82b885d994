using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Orders;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>Lifecycles over the reference store, whose customers become known on 2026-01-02.</summary>
internal sealed class LifecycleDesk
{
    public static readonly LocalDate Day = new(2026, 6, 30);

    private LifecycleDesk(SessionFixture core, object[] plugins)
    {
        Core = core;
        Lifecycles = new CustomerLifecycles(core.Crm, core.Store, new CustomerIdentity(core.Store, SessionFixture.Model), new FixedExtensions(plugins), new LifecycleSettings { BatchSize = 3 }, TimeProvider.System);
        Analysis = new LifecycleAnalysis(core.Crm, core.Store, Lifecycles);
    }

    public SessionFixture Core { get; }

    public CustomerLifecycles Lifecycles { get; }

    public LifecycleAnalysis Analysis { get; }

    public static async Task<LifecycleDesk> OpenAsync(IEnumerable<object> records, params object[] plugins)
    {
        var desk = new LifecycleDesk(await SessionFixture.StartAsync(), plugins);
        await desk.AddAsync([.. records]);
        return desk;
    }

    public static AsOf On(int daysAgo = 0) => AsOf.EndOf(Day.PlusDays(-daysAgo), DateTimeZone.Utc);

    public static Instant Noon(int daysAgo) => Day.PlusDays(-daysAgo).AtMidnight().InUtc().ToInstant() + Duration.FromHours(12);

    public static Order Sale(CustomerId customer, int daysAgo) => Order.Place(customer, Noon(daysAgo), OrderLine.Of("tea", 1, UnitPrice.Of(10m, "CNY")));

    public async Task AddAsync(params object[] records)
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        foreach (object record in records)
        {
            session.Add((dynamic)record);
        }

        await session.CommitAsync(default);
    }

    public Task<LifecycleRunReport> RunAsync(int daysAgo = 0) => Lifecycles.RunAsync(SessionFixture.Ada, On(daysAgo), null, default);

    /// <summary>The kept history of a customer, as stages and the days ago on which they were entered.</summary>
    public async Task<string> ToldAsync(CustomerId customer) => (await Lifecycles.FindAsync(SessionFixture.Ada, customer, default)) is { } kept
        ? string.Join(", ", kept.Changes.Select(static change => $"{change.Stage} {Period.DaysBetween(change.At.InUtc().Date, Day)}"))
        : "none";
}
