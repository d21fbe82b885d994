using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.Tests.Import;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>What leaves the recycle bin for good (DQ-5). It is 2026-01-02 when customers are added.</summary>
public sealed class RecycleBinPurgeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task DQ_5_Only_customers_of_the_rules_kind_that_lay_in_the_bin_for_long_enough_are_purged()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer old = Firm("old"), again = Firm("again"), young = Firm("young"), active = Firm("active"), person = Customer.Individual(PersonName.Of("Ann", "Lee")) with { Key = "person" };
        await crm.AddAsync(old, again, young, active, person);
        await RemoveAsync(crm, old, again, person);
        crm.Session.Clock.Set(Instant.FromUtc(2026, 3, 1, 0, 0));
        await crm.ChangeAsync(again.Id, static customer => customer with { State = CustomerState.Active });
        await RemoveAsync(crm, young, again);
        await crm.ChangeAsync(old.Id, static customer => customer with { Region = "north" }); // what is edited in the bin stays as old as it is there

        var rule = new PurgeRule(30) { Kind = CustomerKind.Enterprise };
        PurgeReport dry = await RunAsync(crm, rule, dryRun: true), done = await RunAsync(crm, rule);

        Assert.Equal((3, 1, 2), (done.Customers, done.Purged, done.Younger));
        Assert.Equal(done, dry with { DryRun = false });
        Assert.Equal(["active", "again", "person", "young"], await KeysAsync(crm));
    }

    [Fact]
    public async Task DQ_5_A_dry_run_writes_nothing_not_even_an_audit_entry()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer old = Firm("old");
        await crm.AddAsync(old);
        await RemoveAsync(crm, old);
        int entries = (await crm.Session.AllAsync<AuditEntry>()).Count;

        Assert.Equal(1, (await RunAsync(crm, new PurgeRule(0), dryRun: true)).Purged);
        Assert.Equal(entries, (await crm.Session.AllAsync<AuditEntry>()).Count);
        Assert.Equal(["old"], await KeysAsync(crm));
    }

    [Fact]
    public async Task DQ_5_Every_purge_leaves_who_when_rule_and_counts_and_the_past_stays_readable()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer old = Firm("old");
        await crm.AddAsync(old);
        await RemoveAsync(crm, old);
        crm.Session.Clock.Set(Instant.FromUtc(2026, 4, 1, 0, 0));

        await RunAsync(crm, new PurgeRule(7) { Kind = CustomerKind.Enterprise });
        await RunAsync(crm, new PurgeRule(7));

        AuditEntry[] purges = [.. (await crm.Session.AllAsync<AuditEntry>()).Where(static entry => entry.Action.StartsWith("purge", StringComparison.Ordinal))];
        Assert.Equal(
            [
                "purge of the recycle bin: removed 7 days ago or earlier, enterprises",
                "purge of the recycle bin, done: removed 7 days ago or earlier, enterprises; 1 purged of 1, 0 younger, 0 merged, 0 named by others",
                "purge of the recycle bin, done: removed 7 days ago or earlier; 0 purged of 0, 0 younger, 0 merged, 0 named by others",
            ],
            purges.Select(static entry => entry.Action));
        Assert.All(purges, static entry => Assert.Equal((ArchiveFixture.Ada.Actor, Instant.FromUtc(2026, 4, 1, 0, 0)), (entry.By, entry.At)));
        Assert.Equal((1, new AuditedRecord("customer", old.Id.Value, 0)), (purges[0].Count, Assert.Single(purges[0].Records)));
        Assert.All(purges, entry => Assert.True(SessionFixture.Hasher.Verify(ArchiveFixture.Ada.Tenant, entry)));
        PastState<Customer>? before = await History(crm).StateAtAsync<Customer>(ArchiveFixture.Ada, old.Id, Instant.FromUtc(2026, 2, 1, 0, 0), None);
        Assert.Equal(("old", CustomerState.Removed), (before!.Entity.Key, before.Entity.State));
        await crm.AddAsync(Firm("old")); // its key is free again
    }

    [Fact]
    public async Task DQ_5_What_other_records_name_stays_and_the_report_says_which()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer buyer = Firm("buyer"), asked = Firm("asked"), parent = Firm("parent"), child = Firm("child"), alone = Firm("alone");
        await crm.AddAsync(
            buyer, asked, parent, child, alone,
            Order.Place(buyer.Id, Instant.FromUtc(2026, 1, 1, 0, 0), OrderLine.OfTotal(null, 1, Money.Of(1m, "CNY"))),
            CrmTask.Of("e1", "ask") with { About = new RecordRef(CustomerModel.Kind.Kind, asked.Id) },
            Relation.Between(RelationTypes.Subsidiary, parent.Id, child.Id));
        await RemoveAsync(crm, buyer, asked, parent, alone);

        PurgeReport report = await RunAsync(crm, new PurgeRule(0));

        Assert.Equal((4, 1, 3, 0), (report.Customers, report.Purged, report.Named, report.Merged));
        Assert.Equal([new NamingKind(OrderModel.Kind.Kind, 1), new NamingKind(RelationModel.Kind.Kind, 1), new NamingKind(CrmTaskModel.Kind.Kind, 1)], report.NamedBy);
        Assert.Equal(["asked", "buyer", "child", "parent"], await KeysAsync(crm));
    }

    [Fact]
    public async Task DQ_5_What_a_merge_leads_to_stays_until_the_merge_is_ended()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer survivor = Firm("survivor"), loser = Firm("loser");
        await crm.AddAsync(survivor, loser);
        var merging = new CustomerMerging(crm.Session.Store, SessionFixture.Model, new UnencryptedProtector(), crm.Session.Clock);
        CustomerMerge merge = null!;
        await CommitAsync(crm, async session => merge = await merging.MergeAsync(session, survivor.Id, loser.Id, null, None));
        await RemoveAsync(crm, survivor);

        PurgeReport held = await RunAsync(crm, new PurgeRule(0));
        await crm.ChangeAsync(survivor.Id, static customer => customer with { State = CustomerState.Active });
        await CommitAsync(crm, session => merging.UnmergeAsync(session, merge.Id, None));
        await RemoveAsync(crm, survivor);
        PurgeReport ended = await RunAsync(crm, new PurgeRule(0));

        Assert.Equal((0, 1), (held.Purged, held.Merged));
        Assert.Equal((1, 0), (ended.Purged, ended.Merged));
        Assert.Equal(["loser"], await KeysAsync(crm));
    }

    [Fact]
    public async Task DQ_5_A_customer_that_is_restored_at_the_last_moment_stays()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer[] removed = [.. Enumerable.Range(0, 10).Select(static i => Firm($"c{i}"))];
        await crm.AddAsync([.. removed]);
        await RemoveAsync(crm, removed);
        bool restored = false;
        var store = new DecoratedStore(crm.Session.Store)
        {
            MaxRecordsPerBatch = 13, // four customers a commit
            BeforeCommit = async batch =>
            {
                if (!restored && batch.Deletes.Count > 0)
                {
                    restored = true;
                    await crm.ChangeAsync(removed[2].Id, static customer => customer with { State = CustomerState.Active });
                }
            },
        };

        PurgeReport report = await crm.Purge(store).RunAsync(ArchiveFixture.Ada, new PurgeRule(0), ArchiveFixture.On(2026, 1, 3), dryRun: false, null, None);

        Assert.Equal((9, 9), (report.Customers, report.Purged));
        Assert.Equal(["c2"], await KeysAsync(crm));
    }

    [Fact]
    public async Task DQ_5_An_impossible_rule_is_refused()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Assert.Equal(ErrorCodes.BadValue, (await Assert.ThrowsAsync<CrmException>(() => RunAsync(crm, new PurgeRule(-1)))).Code);
    }

    private static Customer Firm(string key) => Customer.Enterprise(key) with { Key = key };

    private static RecordHistory History(ArchiveFixture crm) => new(crm.Crm, crm.Session.Store, new UnencryptedProtector());

    private static async Task<string[]> KeysAsync(ArchiveFixture crm) => [.. (await crm.Session.AllAsync<Customer>()).Select(static customer => customer.Key!).Order(StringComparer.Ordinal)];

    private static Task<PurgeReport> RunAsync(ArchiveFixture crm, PurgeRule rule, bool dryRun = false) =>
        crm.Purge().RunAsync(ArchiveFixture.Ada, rule, AsOf.At(crm.Session.Clock.GetCurrentInstant(), DateTimeZone.Utc), dryRun, null, None);

    private static Task RemoveAsync(ArchiveFixture crm, params Customer[] customers) => CommitAsync(crm, async session =>
    {
        var bin = new CustomerRecycleBin(History(crm));
        foreach (Customer customer in customers)
        {
            await bin.RemoveAsync(session, customer.Id, None);
        }
    });

    private static async Task CommitAsync(ArchiveFixture crm, Func<ICrmSession, Task> change)
    {
        await using ICrmSession session = crm.Crm.OpenSession(ArchiveFixture.Ada);
        await change(session);
        await session.CommitAsync(None);
    }
}
