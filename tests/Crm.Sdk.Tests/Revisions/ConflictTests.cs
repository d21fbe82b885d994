using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Xunit;

namespace Crm.Sdk.Tests.Revisions;

/// <summary>Concurrent edits never overwrite each other silently: the conflict says which fields, who and when (CU-3).</summary>
public sealed class ConflictTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task CU_3_A_conflict_with_several_people_says_who_changed_which_field()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var acme = Customer.Enterprise("Acme");
        await crm.AddAsync(HistoryFixture.Ada, acme);
        await using ICrmSession ada = crm.Crm.OpenSession(HistoryFixture.Ada);
        ada.Update((await ada.FindAsync<Customer>(acme.Id, None))! with { Industry = "steel" });
        await crm.ChangeAsync<Customer>(HistoryFixture.Bob, acme.Id, c => c with { Region = "south", Owner = "bob" });
        await crm.ChangeAsync<Customer>(HistoryFixture.Cleo, acme.Id, c => c with { Owner = "cleo", Country = "CN" });

        RecordConflict conflict = Assert.Single((await Assert.ThrowsAsync<CrmConflictException>(() => ada.CommitAsync(None))).Conflicts);

        Assert.Equal(
            [("country", "cleo"), ("owner", "cleo"), ("region", "bob")],
            conflict.Authors.Select(static author => (author.Field.Name, author.By.Value)).Order());
        Assert.Equal($"customer/{acme.Id}: fields country, owner were changed by cleo; field region was changed by bob.", conflict.ToString());
        Assert.Equal(crm.Clock.GetCurrentInstant(), conflict.Authors.First(static author => author.By == "cleo").At);
    }

    [Fact]
    public async Task CU_3_A_conflict_over_the_lines_of_an_order_names_them()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var acme = Customer.Enterprise("Acme");
        Order order = Order.Place(acme.Id, crm.Clock.GetCurrentInstant(), OrderLine.OfTotal("cd", 1, Money.Of(5m, "USD")));
        await crm.AddAsync(HistoryFixture.Ada, acme);
        await crm.AddAsync(HistoryFixture.Ada, order);
        await using ICrmSession ada = crm.Crm.OpenSession(HistoryFixture.Ada);
        ada.Update((await ada.FindAsync<Order>(order.Id, None))! with { Channel = "shop" });
        await crm.ChangeAsync<Order>(HistoryFixture.Bob, order.Id, o => o with { Lines = [OrderLine.OfTotal("dvd", 1, Money.Of(5m, "USD"))] });

        RecordConflict conflict = Assert.Single((await Assert.ThrowsAsync<CrmConflictException>(() => ada.CommitAsync(None))).Conflicts);

        Assert.Equal($"order/{order.Id}: field line was changed by bob.", conflict.ToString());
    }

    [Fact]
    public async Task CU_3_A_conflict_over_a_removed_record_says_who_removed_it_and_over_an_added_one_who_added_it()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer gone = Customer.Enterprise("Gone"), twice = Customer.Enterprise("Twice");
        await crm.AddAsync(HistoryFixture.Ada, gone);
        await using ICrmSession ada = crm.Crm.OpenSession(HistoryFixture.Ada);
        ada.Update((await ada.FindAsync<Customer>(gone.Id, None))! with { Region = "south" });
        ada.Add(twice);
        await crm.RemoveAsync<Customer>(HistoryFixture.Bob, gone.Id);
        await crm.AddAsync(HistoryFixture.Cleo, twice);

        CrmConflictException conflict = await Assert.ThrowsAsync<CrmConflictException>(() => ada.CommitAsync(None));

        Assert.Contains($"customer/{gone.Id} was removed by bob.", conflict.Message, StringComparison.Ordinal);
        Assert.Contains($"customer/{twice.Id} was added by cleo.", conflict.Message, StringComparison.Ordinal);
    }
}
