using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.Tests.Customers.Duplicates;
using Crm.Sdk.Tests.Import;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>The upkeep of archives (DQ-5). It is 2026-01-02 when they are added.</summary>
public sealed class ArchiveUpkeepTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task DQ_5_Values_are_brought_to_their_kept_forms_once_and_what_breaks_a_rule_stays_and_is_told()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer loose = Customer.Enterprise("Acme") with { Name = "Ａcme　 Ltd", Country = "CN", Phone = "139 1234 5678", Email = "Info@Example.ORG" };
        Customer odd = Customer.Enterprise("Odd") with { Email = "nobody" };
        await crm.AddAsync(loose, odd, Customer.Enterprise("Fine"));

        UpkeepReport first = await RunAsync(crm, new UpkeepOptions()), again = await RunAsync(crm, new UpkeepOptions());

        Assert.Equal((3, 1, 1), (first.Customers, first.Standardised, first.Irregular));
        Assert.Equal((odd.Id, "email"), (Assert.Single(first.IrregularSamples).Customer, first.IrregularSamples[0].Field));
        Assert.Equal(0, again.Standardised);
        Customer kept = (await crm.Session.AllAsync<Customer>()).Single(customer => customer.Id == loose.Id);
        Assert.Equal(("Acme Ltd", "+8613912345678", "Info@example.org"), (kept.Name, kept.Phone, kept.Email));
        var history = new RecordHistory(crm.Crm, crm.Session.Store, new UnencryptedProtector());
        Assert.Equal("upkeep of archives", (await history.RevisionsAsync(ArchiveFixture.Ada, new RecordRef(CustomerModel.Kind.Kind, loose.Id), null, 1, None)).Entries[0].Reason);
    }

    [Fact]
    public async Task DQ_5_Only_prospects_with_whom_nothing_happened_are_put_away_and_only_where_a_rule_says_so()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer idle = Firm("idle"), buyer = Firm("buyer"), talked = Firm("talked"), busy = Firm("busy"), edited = Firm("edited");
        await crm.AddAsync(
            idle, buyer, talked, busy, edited,
            Order.Place(buyer.Id, Instant.FromUtc(2020, 1, 1, 0, 0), OrderLine.OfTotal(null, 1, Money.Of(1m, "CNY"))),
            Interaction.Of(talked.Id, InteractionTypes.Call, Instant.FromUtc(2026, 12, 31, 0, 0)),
            Interaction.Of(idle.Id, InteractionTypes.Call, Instant.FromUtc(2026, 1, 3, 0, 0)),
            CrmTask.Of("e1", "call", busy.Id));
        crm.Session.Clock.Set(Instant.FromUtc(2026, 12, 30, 0, 0));
        await crm.ChangeAsync(edited.Id, static customer => customer with { Region = "north" });

        UpkeepReport none = await RunAsync(crm, new UpkeepOptions()), dry = await RunAsync(crm, new UpkeepOptions { ArchiveIdleDays = 100 }, dryRun: true);
        Assert.Equal((0, 1), (none.Archived, dry.Archived));
        Assert.All(await crm.Session.AllAsync<Customer>(), static customer => Assert.Equal(CustomerState.Active, customer.State));

        Assert.Equal(1, (await RunAsync(crm, new UpkeepOptions { ArchiveIdleDays = 100 })).Archived);
        Assert.Equal("idle", Assert.Single(await crm.Session.AllAsync<Customer>(), static customer => customer.State == CustomerState.Archived).Key);
    }

    [Fact]
    public async Task DQ_5_Stale_contact_points_become_tasks_that_verify_them()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Firm("c1") with { Owner = "e1", Phone = "+4930123456" });

        UpkeepReport report = await RunAsync(crm, new UpkeepOptions { Verification = new CollectionOptions("2027-02") });

        Assert.Equal("phone", Assert.Single(Assert.Single(report.Verification!.Tasks).Asks).Field);
        Assert.Equal(("verify", "e1"), (Assert.Single(await crm.Session.AllAsync<CrmTask>()).Type, (await crm.Session.AllAsync<CrmTask>())[0].Owner));
    }

    [Fact]
    public async Task DQ_5_A_page_of_archives_takes_the_same_number_of_questions_however_many_are_idle()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync([.. Enumerable.Range(0, 400).Select(static i => Firm($"c{i}"))]);
        int questions = 0;
        var store = new DecoratedStore(crm.Session.Store) { OnQuery = _ => questions++ };

        UpkeepReport report = await crm.Upkeep(store).RunAsync(
            ArchiveFixture.Ada, new UpkeepOptions { ArchiveIdleDays = 100 }, ArchiveFixture.On(2027, 2, 1), CultureInfo.InvariantCulture, dryRun: true, null, None);

        Assert.Equal((400, 4), (report.Archived, questions)); // orders, interactions, tasks, revisions
    }

    [Fact]
    public async Task DQ_5_Probable_duplicates_are_counted_where_a_rule_can_tell_them()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer one = Customer.Enterprise("Golden Dragon") with { Email = "dragon@example.org", Phone = "+8613912345678" };
        await crm.AddAsync(one, one with { Id = CustomerId.New() }, Firm("other"));
        var options = new UpkeepOptions { Duplicates = new DuplicateOptions() };

        UpkeepReport counted = await RunAsync(crm.Upkeep(null, DuplicateBase.DefaultRules()), options), unasked = await RunAsync(crm, new UpkeepOptions()), withoutRules = await RunAsync(crm, options);

        Assert.Equal((3, 1), (counted.Duplicates!.Customers, counted.Duplicates.Pairs));
        Assert.Null(unasked.Duplicates);
        Assert.Null(withoutRules.Duplicates); // not zero: nothing could tell
    }

    [Fact]
    public async Task DQ_5_The_recycle_bin_is_emptied_only_where_a_rule_says_so()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Firm("gone") with { State = CustomerState.Removed }, Firm("kept"));

        Assert.Null((await RunAsync(crm, new UpkeepOptions())).Purge);
        Assert.Equal(1, (await RunAsync(crm, new UpkeepOptions { Purge = new PurgeRule(30) }, dryRun: true)).Purge!.Purged);
        Assert.Equal(2, (await crm.Session.AllAsync<Customer>()).Count);
        Assert.Equal(1, (await RunAsync(crm, new UpkeepOptions { Purge = new PurgeRule(30) })).Purge!.Purged);
        Assert.Equal("kept", Assert.Single(await crm.Session.AllAsync<Customer>()).Key);
    }

    private static Customer Firm(string key) => Customer.Enterprise(key) with { Key = key };

    private static Task<UpkeepReport> RunAsync(ArchiveFixture crm, UpkeepOptions options, bool dryRun = false) => RunAsync(crm.Upkeep(), options, dryRun);

    private static Task<UpkeepReport> RunAsync(ArchiveUpkeep upkeep, UpkeepOptions options, bool dryRun = false) =>
        upkeep.RunAsync(ArchiveFixture.Ada, options, ArchiveFixture.On(2027, 2, 1), CultureInfo.GetCultureInfo("en-US"), dryRun, null, None);
}
