using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>Writes a small store as a host of this release would, and copies it to one file. What it writes is read by the test of the fixture.</summary>
internal static class FixtureVerb
{
    private static readonly CrmScope Shop = CrmScope.System("shop", "fixture");
    private static readonly CrmScope Other = CrmScope.System("other", "fixture");

    public static async Task<int> RunAsync(string database)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("crm-fixture-");
        try
        {
            HostApplicationBuilder builder = Host.CreateApplicationBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.AddCrm(crm => crm.UseSqlite($"Data Source={Path.Combine(folder.FullName, "crm.db")}").AddRetailRules().AddLocalChannels(Path.Combine(folder.FullName, "messages.jsonl")));
            using IHost host = builder.Build();
            await host.StartAsync();
            await FillAsync(host.Services);
            await ((IStoreBackup)host.Services.GetRequiredService<ICrmStore>()).BackupAsync(database, CancellationToken.None);
            await host.StopAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task FillAsync(IServiceProvider services)
    {
        ICrm crm = services.GetRequiredService<ICrm>();
        await using (ICrmSession session = crm.OpenSession(Shop))
        {
            Customer ada = Customer.Individual(PersonName.Of("Ada", "Lovelace")) with { Key = "ada", Email = "ada@example.org", Country = "GB" };
            Customer mill = Customer.Enterprise("Mill & Sons 磨坊") with { Key = "mill", Industry = "milling" };
            session.Add(ada);
            session.Add(mill);
            session.Add(Place("A-1", ada, 2026, 1, "lamp", 2, 19.95m));
            session.Add(Place("A-2", ada, 2026, 3, "shade", 1, 7.50m));
            session.Add(Place("M-1", mill, 2025, 11, "grindstone", 1, 1_250m));
            session.Raise(new CrmEvent("shop.visited", ada.Id, "{\"from\":\"newsletter\"}"));
            await session.CommitAsync(CancellationToken.None);
        }

        await using (ICrmSession session = crm.OpenSession(Shop))
        {
            CrmPage<Customer> found = await session.QueryAsync(new CrmQuery<Customer> { Where = Condition.Equal(CustomerModel.Key, FieldValue.Of("ada")) }, CancellationToken.None);
            session.Update(found.Items[0] with { Email = "ada.lovelace@example.org" });
            await services.GetRequiredService<IOutbox>().EnqueueAsync(
                session,
                new MessageDraft { Key = "welcome-ada", Channel = "file", Customer = found.Items[0].Id, Purpose = "service", Body = "Your new address is noted.", Language = "en" },
                CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        await using (ICrmSession session = crm.OpenSession(Other))
        {
            session.Add(Customer.Enterprise("Somebody else's customer") with { Key = "ada" });
            await session.CommitAsync(CancellationToken.None);
        }

        await services.GetRequiredService<IClassifier>().RunAsync(Shop, AsOf.EndOf(new LocalDate(2026, 6, 30), DateTimeZone.Utc), null, null, CancellationToken.None);
    }

    private static Order Place(string key, Customer customer, int year, int month, string product, int pieces, decimal price) => Order.Place(
        customer.Id, Instant.FromUtc(year, month, 15, 12, 0), OrderLine.Of(product, pieces, UnitPrice.Of(price, Currency.Eur))) with { Key = key, Channel = "shop" };
}
