using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Timelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Examples;

public sealed class HistoryExampleTests
{
    private static readonly CrmScope Scope = new(new TenantId("default"), new ActorId("ada"));

    [Fact]
    public async Task The_history_of_the_documents_tells_changes_past_states_and_a_timeline_and_restores_an_order()
    {
        await using var folder = new TempFolder();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddCrm(crm => crm.UseSqlite($"Data Source={folder.PathOf("crm.db")}"));
        using IHost host = builder.Build();
        await host.StartAsync();
        var crm = host.Services.GetRequiredService<ICrm>();
        var example = new HistoryExample(
            crm, host.Services.GetRequiredService<IRecordHistory>(), host.Services.GetRequiredService<ITimeline>(), host.Services.GetRequiredService<TimelineTexts>(), Scope);
        var acme = Customer.Enterprise("Acme") with { Region = "north" };
        Order order = Order.Place(acme.Id, Instant.FromUtc(1998, 3, 1, 12, 0), OrderLine.OfTotal(null, 2, Money.Of(250m, "USD")));
        await using ICrmSession session = crm.OpenSession(Scope);
        session.Add(acme);
        session.Add(order);
        Instant added = (await session.CommitAsync(CancellationToken.None)).At;
        session.Update((await session.FindAsync<Customer>(acme.Id, CancellationToken.None))! with { Region = "south" });
        session.Remove((await session.FindAsync<Order>(order.Id, CancellationToken.None))!);
        await session.CommitAsync(CancellationToken.None);

        await example.ReassignAsync(acme.Id, "bob", CancellationToken.None);
        OrderId copy = await example.RestoreAsync(order.Id, CancellationToken.None);

        Assert.NotEqual(order.Id, copy);
        Assert.Contains(await example.ChangesAsync(acme.Id, CancellationToken.None), line => line.EndsWith("ada: region was north, is south", StringComparison.Ordinal));
        Assert.Equal("north", await example.RegionAtAsync(acme.Id, added, CancellationToken.None));
        Assert.Null(await example.RegionAtAsync(acme.Id, added - Duration.FromSeconds(1), CancellationToken.None));
        Assert.Equal(6, (await example.TimelineAsync(acme.Id, CancellationToken.None)).Count); // added, two changes, the order, its removal, its restoring
        await host.StopAsync();
    }
}
