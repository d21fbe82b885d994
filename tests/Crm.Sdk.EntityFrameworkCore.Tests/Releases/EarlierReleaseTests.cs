using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Labels;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Requirement R14: a store that an earlier release wrote opens in this one, with everything in it. The files are in tests/data.</summary>
public sealed class EarlierReleaseTests : FolderTests
{
    private static readonly TenantId Shop = new("shop");
    private static readonly CrmScope Scope = CrmScope.System("shop", "test");

    public static TheoryData<string> Releases => ["0.1"];

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task A_store_of_an_earlier_release_is_brought_up_to_this_one_and_found_whole(string release)
    {
        await using SqliteStore store = await OpenAsync(release);

        StoreStatus status = await store.StatusAsync(WrittenBatch.Catalogue, countRecords: false, default);
        Assert.Empty(status.Pending);
        Assert.Empty(await store.VerifyAsync(WrittenBatch.Catalogue, default));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Customers_and_orders_of_an_earlier_release_are_read_as_they_were_written(string release)
    {
        await using SqliteStore store = await OpenAsync(release);
        Customer ada = await CustomerAsync(store, "ada"), mill = await CustomerAsync(store, "mill");

        Assert.Equal(CustomerKind.Individual, ada.Kind);
        Assert.Equal("Ada Lovelace", ada.Name);
        Assert.Equal(("Ada", "Lovelace"), (ada.Person!.Given, ada.Person.Family));
        Assert.Equal("ada.lovelace@example.org", ada.Email);
        Assert.Equal("GB", ada.Country);
        Assert.Equal("fixture", ada.Origin!.By.Value);
        Assert.Equal("Mill & Sons 磨坊", mill.Name);
        Assert.Equal("milling", mill.Industry);

        Order[] orders = [.. (await AllAsync<Order>(store, OrderModel.Kind)).OrderBy(static order => order.Key, StringComparer.Ordinal)];
        Assert.Equal(["A-1", "A-2", "M-1"], orders.Select(static order => order.Key));
        Assert.Equal([ada.Id, ada.Id, mill.Id], orders.Select(static order => order.Customer));
        Assert.Equal([Money.Of(39.90m, "EUR"), Money.Of(7.50m, "EUR"), Money.Of(1_250m, "EUR")], orders.Select(static order => order.Gross));
        Assert.Equal(Instant.FromUtc(2026, 1, 15, 12, 0), orders[0].PlacedAt);
        Assert.Equal(("lamp", Quantity.Of(2)), (orders[0].Lines[0].Product, orders[0].Lines[0].Quantity));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task What_commits_of_an_earlier_release_left_behind_is_read_as_it_was_written(string release)
    {
        await using SqliteStore store = await OpenAsync(release);
        Customer ada = await CustomerAsync(store, "ada");

        Revision revision = Assert.Single(await AllAsync<Revision>(store, RevisionModel.Kind));
        Assert.Equal((new RecordRef(CustomerModel.Kind.Kind, ada.Id), 2L, RevisionType.Changed), (revision.Record, revision.Version, revision.Type));
        Assert.Equal("email", Assert.Single(revision.Changes).Field);

        IReadOnlyList<AuditEntry> audit = await AllAsync<AuditEntry>(store, AuditModel.Kind);
        Assert.Contains(audit, entry => entry.CommitId == revision.CommitId && entry.Records.Any(record => record.Id == ada.Id.Value));
        Assert.All(audit, static entry => Assert.Equal(64, entry.Hash.Length));
        Assert.Contains(await AllAsync<StoredEvent>(store, EventModel.Kind), static stored => stored is { Type: "shop.visited", Data: "{\"from\":\"newsletter\"}" });

        OutboxMessage message = Assert.Single(await AllAsync<OutboxMessage>(store, OutboxModel.Kind));
        Assert.Equal(("welcome-ada", "file", "service", (CustomerId?)ada.Id), (message.Key, message.Channel, message.Purpose, message.Customer));

        LabelAssignment[] labels = [.. (await AllAsync<LabelAssignment>(store, LabelModel.Kind)).Where(label => label.Customer == ada.Id && label.ToRun == LabelAssignment.Open)];
        Assert.Equal("low", labels.Single(static label => label.Dimension == "value-tier").Label);
        Assert.Equal("repeat", labels.Single(static label => label.Dimension == "distance").Label);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Tenants_of_an_earlier_release_are_kept_apart(string release)
    {
        await using SqliteStore store = await OpenAsync(release);

        RecordPage other = await store.QueryAsync(new StoreQuery(new TenantId("other"), CustomerModel.Kind.Kind), default);

        Assert.Equal("Somebody else's customer", ((Customer)Assert.Single(other.Records).Entity).Name);
        Assert.Equal(2, await store.CountAsync(new StoreQuery(Shop, CustomerModel.Kind.Kind), default));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Work_goes_on_in_a_store_of_an_earlier_release(string release)
    {
        await using SqliteStore store = await OpenAsync(release);
        Customer ada = await CustomerAsync(store, "ada");
        await using (ICrmSession session = SessionWriter.Over(store).OpenSession(Scope))
        {
            Customer read = (await session.FindAsync<Customer>(ada.Id, default))!;
            session.Update(read with { Region = "London" });
            Assert.True((await session.CommitAsync(default)).Position > 3); // behind those of the earlier release
        }

        Assert.Equal("London", (await CustomerAsync(store, "ada")).Region);
        await using ICrmSession second = SessionWriter.Over(store).OpenSession(Scope);
        second.Add(Customer.Enterprise("Another Ada") with { Key = "ada" });
        await Assert.ThrowsAsync<CrmDuplicateException>(() => second.CommitAsync(default));
    }

    private async Task<SqliteStore> OpenAsync(string release)
    {
        string copy = Folder.PathOf($"{release}.db");
        File.Copy(TestData.Path($"store-{release}", "crm.db"), copy);
        SqliteStore store = TestStores.Sqlite(copy);
        await store.MigrateAsync(WrittenBatch.Catalogue, null, default);
        return store;
    }

    private static async Task<Customer> CustomerAsync(SqliteStore store, string key) =>
        (await AllAsync<Customer>(store, CustomerModel.Kind)).Single(customer => customer.Key == key);

    private static async Task<IReadOnlyList<T>> AllAsync<T>(SqliteStore store, KindModel kind) =>
        [.. (await store.QueryAsync(new StoreQuery(Shop, kind.Kind) { Limit = 1_000 }, default)).Records.Select(static record => (T)record.Entity)];
}
