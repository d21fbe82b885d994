using Crm.Sdk.Customers;
using Crm.Sdk.Tests.Revisions;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

public sealed class CustomerDirectoryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly CustomerDirectory _directory = new();

    [Fact]
    public async Task CU_5_A_customer_is_found_by_key_by_id_and_by_a_key_in_another_Unicode_form()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer acme = Customer.Enterprise("Acme") with { Key = "caf\u00e9" };
        await crm.AddAsync(HistoryFixture.Ada, acme);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);

        Assert.Equal(acme.Id, (await _directory.FindAsync(session, "caf\u00e9", None))?.Id);
        Assert.Equal(acme.Id, (await _directory.FindAsync(session, "cafe\u0301", None))?.Id);
        Assert.Equal(acme.Id, (await _directory.GetAsync(session, acme.Id.ToString(), None)).Id);
        Assert.Null(await _directory.FindAsync(session, "cafe", None));
        Assert.Null(await _directory.FindAsync(session, CustomerId.New().ToString(), None));
        Assert.Equal(CustomerErrorCodes.Unknown, (await Assert.ThrowsAsync<CrmException>(() => _directory.GetAsync(session, "cafe", None))).Code);
    }

    [Fact]
    public async Task A_key_wins_over_an_id_that_reads_the_same()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var other = Customer.Enterprise("Other");
        Customer odd = Customer.Enterprise("Odd") with { Key = other.Id.ToString() };
        await crm.AddAsync(HistoryFixture.Ada, other, odd);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);

        Assert.Equal(odd.Id, (await _directory.FindAsync(session, other.Id.ToString(), None))?.Id);
    }

    [Fact]
    public async Task CU_5_Whoever_was_merged_however_often_leads_to_the_survivor()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer last = Customer.Enterprise("Last") with { Key = "last" };
        Customer middle = Merged("middle", last), first = Merged("first", middle);
        await crm.AddAsync(HistoryFixture.Ada, last, middle, first);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);

        Assert.Equal(last.Id, (await _directory.FindAsync(session, "first", None))?.Id);
        Assert.Equal(last.Id, (await _directory.FindAsync(session, middle.Id.ToString(), None))?.Id);
    }

    [Fact]
    public async Task Whoever_was_merged_into_a_customer_that_is_gone_is_refused()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var gone = Customer.Enterprise("Gone");
        await crm.AddAsync(HistoryFixture.Ada, gone, Merged("lost", gone));
        await crm.RemoveAsync<Customer>(HistoryFixture.Ada, gone.Id);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);

        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => _directory.FindAsync(session, "lost", None));
        Assert.Equal(CustomerErrorCodes.Unknown, refused.Code);
        Assert.Contains($"merged into {gone.Id}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CU_5_Lists_leave_out_removed_archived_and_merged_customers_unless_asked_for()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer[] active = [.. Enumerable.Range(0, 5).Select(static n => Customer.Enterprise($"Active {n}"))];
        Customer archived = Customer.Enterprise("Archived") with { State = CustomerState.Archived };
        Customer removed = Customer.Enterprise("Removed") with { State = CustomerState.Removed };
        Customer merged = Merged("merged", active[0]);
        await crm.AddAsync(HistoryFixture.Ada, [.. active, archived, removed, merged]);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);

        CrmPage<Customer> first = await _directory.ListAsync(session, new CustomerList { Take = 3 }, None);
        CrmPage<Customer> second = await _directory.ListAsync(session, new CustomerList { Take = 3, After = first.Next }, None);
        Assert.Equal(active.Select(static c => c.Id), first.Items.Concat(second.Items).Select(static c => c.Id));
        Assert.Null(second.Next);
        Assert.Equal(5, await _directory.CountAsync(session, new CustomerList(), None));
        Assert.Equal(8, await _directory.CountAsync(session, new CustomerList { States = [] }, None));
        CustomerList putAway = new() { States = [CustomerState.Archived, CustomerState.Removed] };
        Assert.Equal([archived.Id, removed.Id], (await _directory.ListAsync(session, putAway, None)).Items.Select(static c => c.Id));
    }

    [Fact]
    public async Task CU_5_What_is_archived_is_kept_and_comes_back()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer acme = Customer.Enterprise("Acme") with { Key = "c1" };
        await crm.AddAsync(HistoryFixture.Ada, acme);

        await crm.DoAsync(HistoryFixture.Ada, async session => _directory.Archive(session, await _directory.GetAsync(session, "c1", None)));
        Assert.Equal(CustomerState.Archived, await StateAsync(crm));
        await crm.DoAsync(HistoryFixture.Ada, async session => _directory.Reactivate(session, await _directory.GetAsync(session, "c1", None)));
        Assert.Equal(CustomerState.Active, await StateAsync(crm));
    }

    [Fact]
    public async Task A_merged_or_removed_customer_is_neither_archived_nor_reactivated()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var acme = Customer.Enterprise("Acme");
        Customer merged = Merged("m", acme);
        Customer removed = Customer.Enterprise("Gone") with { State = CustomerState.Removed };
        await crm.AddAsync(HistoryFixture.Ada, acme, merged, removed);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        Customer?[] read = [.. await session.FindAsync<Customer>([merged.Id, removed.Id], None)];

        foreach (Action<ICrmSession, Customer> move in (Action<ICrmSession, Customer>[])[_directory.Archive, _directory.Reactivate])
        {
            Assert.All(read, customer => Assert.Equal(CustomerErrorCodes.WrongState, Assert.Throws<CrmException>(() => move(session, customer!)).Code));
        }
    }

    private static Customer Merged(string key, Customer into) =>
        Customer.Enterprise(key) with { Key = key, State = CustomerState.Merged, MergedInto = into.Id };

    private async Task<CustomerState> StateAsync(HistoryFixture crm)
    {
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        return (await _directory.GetAsync(session, "c1", None)).State;
    }
}
