using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Revisions;

/// <summary>What histories say where they cannot say everything, and what is restored (CU-3). The laws on every store stand with the conformance tests.</summary>
public sealed class RecordHistoryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task CU_3_A_history_begins_with_who_added_the_record_and_its_first_values()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var acme = Customer.Enterprise("Acme") with { Region = "north" };
        await crm.AddAsync(HistoryFixture.Ada, acme);
        Instant added = crm.Clock.GetCurrentInstant();
        await crm.ChangeAsync<Customer>(HistoryFixture.Bob, acme.Id, c => c with { Region = "south" });

        HistoryPage page = await crm.History.RevisionsAsync(HistoryFixture.Cleo, Ref(acme), null, 10, None);

        Assert.Null(page.Next);
        Assert.Equal([(2L, HistoryEntryType.Changed, "bob"), (1L, HistoryEntryType.Added, "ada")], page.Entries.Select(static e => (e.Version, e.Type, e.By.Value)));
        Assert.Equal(new ChangedField("region", "north", "south"), Assert.Single(page.Entries[0].Changes));
        Assert.Equal(added, page.Entries[1].At);
        Assert.Contains(new ChangedField("region", null, "north"), page.Entries[1].Changes);
        Assert.Contains(new ChangedField("name", null, "Acme") { IsPersonal = true }, page.Entries[1].Changes);
    }

    [Fact]
    public async Task CU_3_Values_of_an_erased_person_are_masked_in_the_history_and_in_the_states_of_then()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var ada = Customer.Individual(PersonName.Of("Ada", "Lovelace")) with { Email = "ada@example.org", Region = "north" };
        await crm.AddAsync(HistoryFixture.Ada, ada);
        Instant before = crm.Clock.GetCurrentInstant();
        await crm.ChangeAsync<Customer>(HistoryFixture.Bob, ada.Id, c => c with { Email = null, Region = "south" });
        crm.Protector.Erase(ada.Id);

        HistoryEntry change = (await crm.History.RevisionsAsync(HistoryFixture.Cleo, Ref(ada), null, 10, None)).Entries[0];
        PastState<Customer>? then = await crm.History.StateAtAsync<Customer>(HistoryFixture.Cleo, ada.Id, before, None);

        Assert.Contains(new ChangedField("email", null, null) { IsPersonal = true, IsMasked = true }, change.Changes);
        Assert.Equal(("north", null, "ada"), (then!.Entity.Region, then.Entity.Email, then.By.Value));
        Assert.Equal(["email"], then.Masked);
    }

    [Fact]
    public async Task A_state_before_a_missing_revision_is_not_guessed()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var acme = Customer.Enterprise("Acme");
        await crm.AddAsync(HistoryFixture.Ada, acme);
        Instant first = crm.Clock.GetCurrentInstant();
        await crm.ChangeAsync<Customer>(HistoryFixture.Bob, acme.Id, c => c with { Region = "south" });
        StoredRecord revision = Assert.Single((await crm.Store.QueryAsync(new StoreQuery(TenantId.Default, RevisionModel.Kind.Kind), None)).Records);
        var purge = new CommitBatch(TenantId.Default, RecordId.New().Value, "purge", crm.Clock.GetCurrentInstant(), [], [new RecordDelete(revision.Kind, revision.Id, revision.Version)]);
        Assert.IsType<CommitResult.Committed>(await crm.Store.CommitAsync(purge, None));

        CrmException missing = await Assert.ThrowsAsync<CrmException>(() => crm.History.StateAtAsync<Customer>(HistoryFixture.Cleo, acme.Id, first, None));

        Assert.Equal(HistoryErrorCodes.Incomplete, missing.Code);
    }

    [Fact]
    public async Task Kinds_without_history_are_refused_and_a_record_that_never_was_has_no_entries()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();

        Assert.Equal(HistoryErrorCodes.NotKept, (await Assert.ThrowsAsync<CrmException>(() => crm.History.StateAtAsync<LabelAssignment>(HistoryFixture.Ada, RecordId.New(), default, None))).Code);
        Assert.Equal(StorageErrorCodes.BadPage, (await Assert.ThrowsAsync<CrmException>(() => crm.History.RevisionsAsync(HistoryFixture.Ada, Ref(Customer.Enterprise("Acme")), null, 0, None))).Code);
        Assert.Empty((await crm.History.RevisionsAsync(HistoryFixture.Ada, Ref(Customer.Enterprise("Acme")), null, 10, None)).Entries);
        Assert.Null(await crm.History.StateAtAsync<Customer>(HistoryFixture.Ada, RecordId.New(), crm.Clock.GetCurrentInstant(), None));
    }

    [Fact]
    public async Task CU_3_A_restored_record_takes_its_key_again_and_is_refused_where_another_took_it()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        (Customer acme, Order order) = await OrderedAsync(crm);
        await crm.RemoveAsync<Order>(HistoryFixture.Bob, order.Id);
        Order other = order with { Id = OrderId.New() };
        await crm.AddAsync(HistoryFixture.Bob, other);

        CrmDuplicateException taken = await Assert.ThrowsAsync<CrmDuplicateException>(() => RestoreAsync(crm, order));
        Assert.Contains($"belongs to order/{other.Id}", taken.Message, StringComparison.Ordinal);

        await crm.RemoveAsync<Order>(HistoryFixture.Bob, other.Id);
        Order copy = await RestoreAsync(crm, order);
        Assert.Equal(("O-1", acme.Id, order.Lines), (copy.Key, copy.Customer, copy.Lines));
    }

    [Fact]
    public async Task CU_3_One_removal_is_restored_once()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        (_, Order order) = await OrderedAsync(crm);
        await RefusedAsync(crm, order, "was never removed");
        await crm.RemoveAsync<Order>(HistoryFixture.Bob, order.Id);
        await using ICrmSession one = crm.Crm.OpenSession(HistoryFixture.Ada), two = crm.Crm.OpenSession(HistoryFixture.Bob);
        Order copy = await crm.History.RestoreAsync<Order>(one, order.Id, None);
        await crm.History.RestoreAsync<Order>(two, order.Id, None);
        await one.CommitAsync(None);

        await Assert.ThrowsAsync<CrmConflictException>(() => two.CommitAsync(None));
        await RefusedAsync(crm, order, $"was restored already, as order/{copy.Id}");
        await crm.RemoveAsync<Order>(HistoryFixture.Bob, copy.Id);
        await RefusedAsync(crm, order, "was removed again; restore that one");
        Assert.Equal(order.Key, (await RestoreAsync(crm, copy)).Key);
    }

    [Fact]
    public async Task Customers_and_records_of_customers_who_are_gone_are_not_restored_as_copies()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        (Customer acme, Order order) = await OrderedAsync(crm);
        await crm.RemoveAsync<Order>(HistoryFixture.Bob, order.Id);
        await crm.RemoveAsync<Customer>(HistoryFixture.Bob, acme.Id);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);

        Assert.Contains("recycle bin", (await Assert.ThrowsAsync<CrmException>(() => crm.History.RestoreAsync<Customer>(session, acme.Id, None))).Message, StringComparison.Ordinal);
        await RefusedAsync(crm, order, "who is gone");
    }

    private static async Task<(Customer Customer, Order Order)> OrderedAsync(HistoryFixture crm)
    {
        var acme = Customer.Enterprise("Acme");
        Order order = Order.Place(acme.Id, crm.Clock.GetCurrentInstant(), OrderLine.OfTotal("cd", 1, Money.Of(5m, "USD")), OrderLine.OfTotal("dvd", 2, Money.Of(9m, "USD"))) with { Key = "O-1" };
        await crm.AddAsync(HistoryFixture.Ada, acme);
        await crm.AddAsync(HistoryFixture.Ada, order);
        return (acme, order);
    }

    private static async Task<Order> RestoreAsync(HistoryFixture crm, Order order)
    {
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        Order copy = await crm.History.RestoreAsync<Order>(session, order.Id, None);
        await session.CommitAsync(None);
        return (await session.FindAsync<Order>(copy.Id, None))!;
    }

    private static async Task RefusedAsync(HistoryFixture crm, Order order, string why)
    {
        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => RestoreAsync(crm, order));
        Assert.Equal(HistoryErrorCodes.NotRestorable, refused.Code);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    private static RecordRef Ref(Customer customer) => new(CustomerModel.Kind.Kind, customer.Id);
}
