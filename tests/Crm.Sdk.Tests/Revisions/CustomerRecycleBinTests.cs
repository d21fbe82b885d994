using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Xunit;

namespace Crm.Sdk.Tests.Revisions;

/// <summary>Removed customers are kept until a rule purges them, and come back as they were (CU-3).</summary>
public sealed class CustomerRecycleBinTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("Active")]
    [InlineData("Archived")]
    public async Task CU_3_A_customer_comes_back_from_the_recycle_bin_in_the_state_it_had(string name)
    {
        CustomerState state = Enum.Parse<CustomerState>(name);
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var bin = new CustomerRecycleBin(crm.History);
        var acme = Customer.Enterprise("Acme") with { Key = "c1", State = state };
        await crm.AddAsync(HistoryFixture.Ada, acme);
        Customer before = await ReadAsync(crm, acme.Id);

        await crm.DoAsync(HistoryFixture.Bob, session => bin.RemoveAsync(session, acme.Id, None));
        Assert.Equal(before with { State = CustomerState.Removed }, await ReadAsync(crm, acme.Id));
        await crm.DoAsync(HistoryFixture.Bob, session => bin.RemoveAsync(session, acme.Id, None)); // again changes nothing
        await crm.ChangeAsync<Customer>(HistoryFixture.Bob, acme.Id, static customer => customer with { Region = "south" });
        await crm.DoAsync(HistoryFixture.Cleo, session => bin.RestoreAsync(session, acme.Id, None));

        Assert.Equal(before with { Region = "south" }, await ReadAsync(crm, acme.Id));
    }

    [Fact]
    public async Task Who_was_merged_or_is_not_there_is_not_removed_and_who_was_not_removed_is_not_restored()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var bin = new CustomerRecycleBin(crm.History);
        var acme = Customer.Enterprise("Acme");
        Customer merged = Customer.Enterprise("Acme Ltd") with { State = CustomerState.Merged, MergedInto = acme.Id };
        await crm.AddAsync(HistoryFixture.Ada, acme, merged);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);

        await RefusedAsync(() => bin.RemoveAsync(session, merged.Id, None), $"was merged into {acme.Id}");
        await RefusedAsync(() => bin.RemoveAsync(session, CustomerId.New(), None), "there is no customer/");
        await RefusedAsync(() => bin.RestoreAsync(session, acme.Id, None), "is not in the recycle bin; it is Active");
    }

    private static async Task RefusedAsync(Func<Task> call, string why)
    {
        CrmException refused = await Assert.ThrowsAsync<CrmException>(call);
        Assert.Equal(HistoryErrorCodes.NotRestorable, refused.Code);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<Customer> ReadAsync(HistoryFixture crm, CustomerId id)
    {
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        return (await session.FindAsync<Customer>(id, None))!;
    }
}
