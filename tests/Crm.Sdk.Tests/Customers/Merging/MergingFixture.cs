using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Privacy;
using Crm.Sdk.Tests.Sessions;

namespace Crm.Sdk.Tests.Customers.Merging;

/// <summary>The merging service over the reference store.</summary>
internal sealed class MergingFixture
{
    private MergingFixture(SessionFixture core)
    {
        Core = core;
        Merging = new CustomerMerging(core.Store, SessionFixture.Model, new UnencryptedProtector(), core.Clock);
        Identity = new CustomerIdentity(core.Store, SessionFixture.Model);
    }

    public static CrmScope Scope => SessionFixture.Ada;

    public SessionFixture Core { get; }

    public CustomerMerging Merging { get; }

    public CustomerIdentity Identity { get; }

    public static async Task<MergingFixture> OfAsync(params Customer[] customers)
    {
        var fixture = new MergingFixture(await SessionFixture.StartAsync());
        await fixture.ChangeAsync(session =>
        {
            foreach (Customer customer in customers)
            {
                session.Add(customer);
            }

            return Task.CompletedTask;
        });
        return fixture;
    }

    public async Task ChangeAsync(Func<ICrmSession, Task> change)
    {
        await using ICrmSession session = Core.Crm.OpenSession(Scope);
        await change(session);
        await session.CommitAsync(CancellationToken.None);
    }

    public async Task<CustomerMerge> MergeAsync(Customer survivor, Customer loser, MergeOptions? options = null)
    {
        CustomerMerge? merge = null;
        await ChangeAsync(async session => merge = await Merging.MergeAsync(session, survivor.Id, loser.Id, options, CancellationToken.None));
        return merge!;
    }

    public async Task<UnmergeReport> UnmergeAsync(CustomerMerge merge)
    {
        UnmergeReport? report = null;
        await ChangeAsync(async session => report = await Merging.UnmergeAsync(session, merge.Id, CancellationToken.None));
        return report!;
    }

    public async Task<Customer> ReadAsync(Customer customer)
    {
        await using ICrmSession session = Core.Crm.OpenSession(Scope);
        return (await session.FindAsync<Customer>(customer.Id, CancellationToken.None))!;
    }
}
