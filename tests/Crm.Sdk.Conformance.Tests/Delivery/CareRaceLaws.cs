using Crm.Sdk.Care;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Delivery;

public sealed class InMemoryCareRaceLaws : CareRaceLaws<InMemoryStoreFixture>;

public sealed class SqliteCareRaceLaws : CareRaceLaws<SqliteStoreFixture>;

public sealed class PostgreSqlCareRaceLaws : CareRaceLaws<PostgreSqlStoreFixture>;

/// <summary>Hosts that run care plans at once on one store plan each occasion once (CA-1).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class CareRaceLaws<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Customers = 450;
    private const int Hosts = 3;

    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly AsOf Now = AsOf.At(Instant.FromUtc(2026, 1, 2, 8, 0), DateTimeZone.Utc);

    [SkippableFact]
    public async Task CA_1_Hosts_that_run_at_once_plan_each_occasion_once_in_one_commit_with_its_message_or_task()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var host = new HistoryHost(store);
        var extensions = CareParts.Extensions();
        CarePlanner[] planners = [.. Enumerable.Range(0, Hosts).Select(_ => CareParts.Planner(host, store, extensions))];
        await FillAsync(host, planners[0], extensions);

        CareReport[] reports = await Task.WhenAll(planners.Select(planner => Task.Run(() => planner.RunAsync(host.As("care"), null, Now, null, None))));
        CareReport again = await planners[0].RunAsync(host.As("care"), null, Now, null, None);

        Assert.Equal(2 * Customers, reports.Sum(static report => report.Planned));
        Assert.Equal(0, again.Planned);
        IReadOnlyList<CareOccurrence> occurrences = await host.AllAsync<CareOccurrence>();
        IReadOnlyList<OutboxMessage> messages = await host.AllAsync<OutboxMessage>();
        IReadOnlyList<CrmTask> tasks = await host.AllAsync<CrmTask>();
        Assert.Equal((2 * Customers, Customers, Customers), (occurrences.Count, messages.Count, tasks.Count));
        Assert.Equal(
            messages.Select(static message => message.Id).Concat(tasks.Select(static task => (RecordId)task.Id)).Order(),
            occurrences.Select(static occurrence => occurrence.Action!.Value.Id).Order());
    }

    private static async Task FillAsync(HistoryHost host, CarePlanner planner, FixedExtensions extensions)
    {
        await using ICrmSession session = host.Crm.OpenSession(host.As("ada"));
        foreach (int i in Enumerable.Range(0, Customers))
        {
            session.Add(Customer.Enterprise($"C{i}") with { Birth = BirthDate.GregorianWithoutYear(1, 2), Owner = "li", Zone = "UTC" });
        }

        await CareParts.Templates(host, extensions).SaveAsync(session, MessageTemplateJson.Read("greeting", """{"texts":[{"language":"en","body":"Dear {{customer.name}}"}]}"""), None);
        await session.CommitAsync(None);
        foreach (string plan in (string[])[
            """{"name":"greet","trigger":{"type":"birthday"},"message":{"template":"greeting","purpose":"service","channels":["test"]}}""",
            """{"name":"call","trigger":{"type":"birthday"},"task":{"type":"call","title":"Congratulate"}}"""])
        {
            await planner.Plans.SaveAsync(session, CarePlanJson.Read(plan), Now, None);
        }

        await session.CommitAsync(None);
    }
}
