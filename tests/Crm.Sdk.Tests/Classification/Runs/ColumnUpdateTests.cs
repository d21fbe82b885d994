using Crm.Sdk.Classification;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification.Runs;

/// <summary>Columns are brought up to date only where that gives what reading everything gives (CL-5).</summary>
public sealed class ColumnUpdateTests
{
    /// <summary>A merge may be committed after the changes were taken, and is read all the same: the loser's row would keep its old orders, and the survivor get the new one alone.</summary>
    [Fact]
    public async Task CL_5_everything_is_read_anew_where_the_customer_of_an_added_order_was_merged_meanwhile()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId survivor = await crm.CustomerAsync("survivor"), loser = await crm.CustomerAsync("loser");
        await crm.OrderAsync(loser, 10m);
        StoreOrderSource source = Source(crm);
        OrderColumns columns = await OrderColumnsBuilder.BuildAsync(source, CancellationToken.None);
        Order added = Order.Place(loser, ClassifierFixture.Summer.Instant - Duration.FromDays(1), OrderLine.OfTotal(null, 1, Money.Of(20m, "USD")));
        var merging = new CustomerMerging(crm.Core.Store, SessionFixture.Model, new UnencryptedProtector(), crm.Core.Clock);
        await using (ICrmSession session = crm.Core.Crm.OpenSession(SessionFixture.Ada))
        {
            session.Add(added);
            await session.CommitAsync(CancellationToken.None);
            await merging.MergeAsync(session, survivor, loser, null, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        Assert.Null(await UpdateAsync(crm, columns, added));
    }

    [Fact]
    public async Task CL_5_the_order_of_a_customer_who_stayed_is_put_in()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId customer = await crm.CustomerAsync("one");
        await crm.OrderAsync(customer, 10m);
        OrderColumns columns = await OrderColumnsBuilder.BuildAsync(Source(crm), CancellationToken.None);

        OrderColumns? next = await UpdateAsync(crm, columns, Order.Place(customer, ClassifierFixture.Summer.Instant, OrderLine.OfTotal(null, 1, Money.Of(20m, "USD"))));

        Assert.Equal((1, 2), (next!.Customers, next.Events));
    }

    private static Task<OrderColumns?> UpdateAsync(ClassifierFixture crm, OrderColumns columns, Order added) =>
        ColumnUpdate.RunAsync(columns, Source(crm), new WatchedChanges([], [AddedOrder.Of(added)]), crm.Core.Store, SessionFixture.Ada.Tenant, CancellationToken.None);

    private static StoreOrderSource Source(ClassifierFixture crm) => new(crm.Core.Store, SessionFixture.Ada.Tenant, Currency.Usd, new RateTable(null, Currency.Usd, DateTimeZone.Utc));
}
