using Crm.Sdk.Campaigns;
using Crm.Sdk.Care;
using Crm.Sdk.Conformance.Tests.Delivery;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Import;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Conformance.Tests.Campaigns;

public sealed class InMemoryCampaignRaceLaws(ITestOutputHelper output) : CampaignRaceLaws<InMemoryStoreFixture>(output);

public sealed class SqliteCampaignRaceLaws(ITestOutputHelper output) : CampaignRaceLaws<SqliteStoreFixture>(output);

public sealed class PostgreSqlCampaignRaceLaws(ITestOutputHelper output) : CampaignRaceLaws<PostgreSqlStoreFixture>(output);

/// <summary>Hosts that take the steps of one campaign at once, and that die at any commit: nobody is left out, nobody is written to twice, and the budget is never exceeded (CA-8).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class CampaignRaceLaws<TFixture>(ITestOutputHelper output) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Customers = 450;
    private const int Hosts = 3;

    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task CA_8_Hosts_at_once_and_hosts_that_die_take_each_step_once_within_the_budget()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var host = new HistoryHost(store);
        FixedExtensions extensions = CareParts.Extensions();
        await FillAsync(host, extensions);

        int deaths = 0;
        var random = new Random(7);
        while (true) // hosts that die at every third commit or so, before it or when it is done
        {
            var mortal = new MortalStore(store, () => random.Next(5) == 0);
            try
            {
                await Desk(host, store, extensions, mortal).LaunchAsync(host.As("campaigns"), "c", None);
                await Runner(host, store, extensions, mortal).RunAsync(host.As("campaigns"), "c", host.Clock.GetCurrentInstant(), None);
                break;
            }
            catch (CrmException dead) when (dead.Code == StorageErrorCodes.StoreBusy)
            {
                deaths++;
            }
        }

        host.Clock.Advance(Duration.FromDays(3));
        CampaignProgress[] runs = await Task.WhenAll(Enumerable.Range(0, Hosts).Select(_ => Task.Run(() => Runner(host, store, extensions, store).RunAsync(host.As("campaigns"), "c", host.Clock.GetCurrentInstant(), None))));

        IReadOnlyList<CampaignMember> members = await host.AllAsync<CampaignMember>();
        IReadOnlyList<OutboxMessage> messages = await host.AllAsync<OutboxMessage>();
        Campaign campaign = (await host.AllAsync<Campaign>()).Single();
        CampaignMember[] treated = [.. members.Where(static member => member.Variant is not null)];
        Assert.Equal((Customers, Customers * 80 / 100), (members.Count, treated.Length));
        Assert.Equal(600, messages.Count); // 360 first messages and 240 of the second step: then the budget is spent
        Assert.Equal(240, runs.Sum(static run => run.Messages));
        Assert.Equal(120, treated.Count(static member => member.StoppedBy == "campaign.budget"));
        Assert.Equal((60_000L, 60_000L), (campaign.Spent.MinorUnits, treated.Sum(static member => member.CostMinor)));
        Assert.All(treated, static member => Assert.InRange(member.Messages, 1, 2));
        Assert.Equal(messages.Count, messages.Select(static message => message.Key).Distinct().Count());
        output.WriteLine($"{typeof(TFixture).Name}: {deaths} hosts died; {messages.Count} messages to {treated.Length} customers, {campaign.Spent} of {campaign.ToPlan().Budget} spent");
        Assert.True(deaths > 0, "No host died.");
    }

    private static CampaignDesk Desk(HistoryHost host, ICrmStore store, FixedExtensions extensions, ICrmStore writes) =>
        new(host.Over(writes), CareParts.Segments(host, store, extensions), host.Clock, TimeProvider.System);

    private static CampaignRunner Runner(HistoryHost host, ICrmStore store, FixedExtensions extensions, ICrmStore writes) =>
        new(host.Over(writes), store, Desk(host, store, extensions, writes), CareParts.Planner(host, store, extensions), CareParts.Outbox(host, extensions), TimeProvider.System);

    private static async Task FillAsync(HistoryHost host, FixedExtensions extensions)
    {
        await using ICrmSession session = host.Crm.OpenSession(host.As("ada"));
        foreach (int i in Enumerable.Range(0, Customers))
        {
            session.Add(Customer.Enterprise($"C{i}") with { Zone = "UTC" });
        }

        await CareParts.Templates(host, extensions).SaveAsync(session, MessageTemplateJson.Read("spring", """{"texts":[{"language":"en","body":"Dear {{customer.name}}"}]}"""), None);
        await CampaignDesk.SaveAsync(session, CampaignJson.Read("""
            { "code":"c", "english":"C", "chinese":"活动", "goal":"g", "start":"2026-01-01", "end":"2026-12-31", "budget":{"amount":600,"currency":"CNY"}, "controlPercent":20,
              "steps":[ {"template":"spring","purpose":"service","channels":["test"],"cost":{"amount":1,"currency":"CNY"}}, {"waitDays":3,"template":"spring","purpose":"service","channels":["test"],"cost":{"amount":1,"currency":"CNY"}} ] }
            """), None);
        await session.CommitAsync(None);
    }
}
