using System.Diagnostics;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Credit;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Conformance.Tests.Credit;

public sealed class InMemoryCreditRaceLaws(ITestOutputHelper output) : CreditRaceLaws<InMemoryStoreFixture>(output);

public sealed class SqliteCreditRaceLaws(ITestOutputHelper output) : CreditRaceLaws<SqliteStoreFixture>(output);

public sealed class PostgreSqlCreditRaceLaws(ITestOutputHelper output) : CreditRaceLaws<PostgreSqlStoreFixture>(output);

/// <summary>Orders that are decided on at once never pass on the same headroom (CR-5, L12). With <c>CRM_TEST_SCALE=full</c> 1,000 rounds of 64 orders, 200 where a group shares the limit.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class CreditRaceLaws<TFixture>(ITestOutputHelper output) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Orders = 64;
    private const decimal Limit = 1_000;

    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public Task L12_Of_64_orders_at_once_against_one_limit_those_accepted_are_never_above_it() =>
        RunAsync(ScaledCount.IsFull ? 1_000 : 3, async host => [await host.CustomerAsync("Acme", Limit)]);

    [SkippableFact]
    public Task L12_Of_64_orders_at_once_of_a_group_against_its_shared_limit_those_accepted_are_never_above_it() => RunAsync(ScaledCount.IsFull ? 200 : 3, async host =>
    {
        CustomerId head = await host.CustomerAsync("Head", Limit);
        var members = new List<CustomerId> { head };
        for (int i = 0; i < 3; i++)
        {
            CustomerId member = await host.CustomerAsync($"Member {i}", i == 0 ? Limit : null);
            await host.DoAsync(session => host.Accounts.JoinAsync(session, member, head, None));
            members.Add(member);
        }

        return members;
    });

    private async Task RunAsync(int rounds, Func<CreditHost, Task<IReadOnlyList<CustomerId>>> found)
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var random = new Random(12);
        var watch = Stopwatch.StartNew();
        long accepted = 0, conflicts = 0;
        for (int round = 0; round < rounds; round++)
        {
            var host = new CreditHost(store);
            IReadOnlyList<CustomerId> customers = await found(host);
            Order[] orders = [.. Enumerable.Range(0, Orders).Select(at => host.Order(customers[at % customers.Count], Money.OfMinor(random.Next(15_000, 40_000), Currency.Cny)))];
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<(CreditOutcome Outcome, int Conflicts)>[] running = [.. orders.Select(order => Task.Run(async () =>
            {
                await start.Task;
                return await host.SubmitAsync(order);
            }))];
            start.SetResult();
            (CreditOutcome Outcome, int Conflicts)[] done = await Task.WhenAll(running);

            Order[] approved = [.. orders.Where((_, at) => done[at].Outcome == CreditOutcome.Approve)];
            long sum = approved.Sum(static order => order.Gross.MinorUnits), limit = CreditHost.Yuan(Limit).MinorUnits;
            Assert.True(sum <= limit, $"round {round}: {sum} was accepted of {limit}");
            Assert.NotEmpty(approved);
            Assert.All(orders.Except(approved), order => Assert.True(order.Gross.MinorUnits + sum > limit, $"round {round}: an order of {order.Gross} was held, though it fits"));
            Assert.Equal(approved.Select(static order => order.Id).Order(), (await host.Host.AllAsync<CreditReservation>()).Select(static reservation => reservation.Order).Order());
            Assert.Equal(Orders, (await host.Host.AllAsync<CreditDecision>()).Count);
            accepted += approved.Length;
            conflicts += done.Sum(static one => (long)one.Conflicts);
        }

        output.WriteLine($"{rounds} rounds of {Orders} orders on {typeof(TFixture).Name}: {accepted} accepted, {conflicts} conflicts done again, 0 above the limit, {watch.Elapsed.TotalSeconds:0.0} s");
    }
}
