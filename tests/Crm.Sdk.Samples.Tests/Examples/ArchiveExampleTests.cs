using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Tasks;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Examples;

public sealed class ArchiveExampleTests
{
    private static readonly CrmScope Scope = new(new TenantId("default"), new ActorId("ada"));
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_archive_of_the_documents_shows_a_card_lists_measures_plans_keeps_and_lets_a_customer_correct()
    {
        await using var folder = new TempFolder();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddCrm(crm => crm.UseSqlite($"Data Source={folder.PathOf("crm.db")}"));
        builder.Services.AddSingleton<IConsistencyRule, OwnerWithoutTeam>().AddSingleton<ICardSection, ReachSection>();
        using IHost host = builder.Build();
        await host.StartAsync();
        var crm = host.Services.GetRequiredService<ICrm>();
        ArchiveExample example = ActivatorUtilities.CreateInstance<ArchiveExample>(host.Services, Scope);
        Customer acme = Customer.Enterprise("Acme") with { Key = "acme", Region = "north", Owner = "eve", Country = "CN", Email = "info@acme.example" };
        AsOf asOf = AsOf.At(host.Services.GetRequiredService<IClock>().GetCurrentInstant() + Duration.FromDays(800), DateTimeZone.Utc);
        await using (ICrmSession session = crm.OpenSession(Scope))
        {
            session.Add(acme);
            session.Add(Customer.Enterprise("Idle") with { Region = "south" });
            session.Add(Customer.Individual(PersonName.Of("Ann")) with { State = CustomerState.Removed });
            session.Add(Order.Place(acme.Id, Instant.FromUtc(1998, 3, 1, 12, 0), OrderLine.OfTotal(null, 2, Money.Of(250m, "USD"))));
            session.Add(CrmTask.Of("eve", "call", acme.Id) with { DueOn = new LocalDate(1998, 3, 1) });
            await session.CommitAsync(None);
        }

        Assert.StartsWith("Acme: 1 orders, 250.00 USD, 1 tasks overdue", await example.CardAsync("acme", asOf, None), StringComparison.Ordinal);
        Assert.Equal(["Acme"], await example.ListAsync(asOf, None));
        Assert.Equal(0.3, await example.QualityAsync(asOf, None)); // e-mail, country and region of one; the region of the other: 6 of 20
        Assert.Equal(1, await example.PlanAsync(asOf, None));
        Assert.Equal(0, await example.PlanAsync(asOf, None));
        UpkeepReport upkeep = await example.UpkeepAsync(asOf, None);
        Assert.Equal((2, 1, 1), (upkeep.Customers, upkeep.Archived, upkeep.Verification!.Tasks.Count));
        Assert.Equal(1, await example.PurgeAsync(asOf, None));
        Assert.Equal("上海", (await example.CorrectAsync(acme.Id, None)).Address?.City);

        CustomerCard card = await host.Services.GetRequiredService<CustomerCardReader>().ReadAsync(Scope, "acme", asOf, null, None);
        Assert.Equal(("acme.reach", 2), (Assert.Single(card.Sections).Code, card.Sections[0].Lines[0].Value.Whole));
        Assert.Contains((await host.Services.GetRequiredService<ArchiveQuality>().OfAsync(Scope, "acme", asOf, None)).Findings, static finding => finding.Reason.Code == "acme.owner-without-team");
        await host.StopAsync();
    }
}
