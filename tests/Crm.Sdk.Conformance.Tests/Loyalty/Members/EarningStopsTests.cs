using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>A run that stops anywhere, by a cancellation or a plugin that fails, is gone on with by running again, and two runs at once settle everything once (LO-1).</summary>
public sealed class EarningStopsTests : StoreTests<SqliteStoreFixture>
{
    [Fact]
    public async Task LO_1_A_run_that_is_stopped_again_and_again_ends_as_one_that_is_not()
    {
        var store = await StartAsync(HistoryHost.Model);
        MemberHost stopped = new(store, batchSize: 2), whole = new(store, batchSize: 2);
        foreach (MemberHost host in (MemberHost[])[stopped, whole])
        {
            await host.SaveAsync(MemberHost.Of(MemberHost.Spend with { Caps = [new(EarningCapScope.Programme, 700)] }));
            for (int n = 0; n < 10; n++)
            {
                CustomerId customer = await host.CustomerAsync();
                Order sale = host.Sale(customer, 9, 100 + n);
                await host.AddAsync(sale, host.Sale(customer, 5, 300), Order.Return(sale, host.Now - Duration.FromDays(4), [], new ReturnedLine(0, 5)));
            }
        }

        for (int batches = 1; batches <= 4; batches++) // each time it comes one batch further
        {
            using var stop = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.Desk.RunAsync(stopped.Scope, MemberHost.Programme, null, new Stop(stop, batches), stop.Token));
        }

        await stopped.RunAsync();
        await whole.RunAsync();
        Assert.Equal(await EndAsync(whole), await EndAsync(stopped));
        await stopped.BalancesAsync();
    }

    [Fact]
    public async Task LO_1_Two_runs_at_once_settle_everything_once()
    {
        MemberHost host = new(await StartAsync(HistoryHost.Model), batchSize: 3);
        await host.SaveAsync(MemberHost.Of(MemberHost.Spend with { Caps = [new(EarningCapScope.Programme, 150)] }));
        for (int n = 0; n < 12; n++)
        {
            CustomerId customer = await host.CustomerAsync();
            await host.AddAsync(host.Sale(customer, 9, 100), host.Sale(customer, 5, 50));
        }

        EarningReport[] runs = await Task.WhenAll(host.RunAsync(), host.RunAsync(), host.RunAsync());

        Assert.Equal((24, 150L), (runs.Sum(static run => run.Settled), runs.Sum(static run => run.Earned)));
        Assert.Equal(150, (await host.Ledger.Host.AllAsync<PointsEarning>()).Sum(static one => one.Standing)); // not a point more than the cap of the programme
        await host.BalancesAsync();
    }

    [Fact]
    public async Task LO_1_Documents_wait_for_a_rule_of_a_plugin_that_fails_or_is_missing_and_are_settled_when_it_answers()
    {
        var store = await StartAsync(HistoryHost.Model);
        bool fails = true;
        var rule = new BasketRule { Points = (lines, _) => fails ? throw new InvalidOperationException("no baskets today") : lines.Count };
        LoyaltyProgramme programme = MemberHost.Of(MemberHost.Spend, new EarningRule { Code = "baskets", Type = EarningType.Plugin, Plugin = rule.Code });
        MemberHost without = new(store), with = new(store, new FixedExtensions(rule));
        Order[] sales = [];
        foreach (MemberHost host in (MemberHost[])[without, with])
        {
            await host.SaveAsync(programme);
            sales = [host.Sale(await host.CustomerAsync(), 1, 10, 20)];
            await host.AddAsync([.. sales]);
        }

        EarningReport missing = await without.RunAsync(), failed = await with.RunAsync();
        fails = false;
        EarningReport answered = await with.RunAsync();

        Assert.Equal((1, 0, 0L), (missing.Waiting, missing.Settled, missing.Earned));
        Assert.Contains("'acme.baskets', which is not there", Assert.Single(missing.Reasons), StringComparison.Ordinal);
        Assert.Contains("no baskets today", Assert.Single(failed.Reasons), StringComparison.Ordinal);
        Assert.Equal((0, 1, 3L + 2), (answered.Waiting, answered.Settled, answered.Earned));
        Assert.Equal(5, (await with.EarningAsync(sales[0]))!.Standing);
    }

    private static async Task<IEnumerable<string>> EndAsync(MemberHost host) =>
        (await host.Ledger.Host.AllAsync<PointsEarning>()).Select(static one => $"{one.Granted} {one.Standing} {one.Parts.Sum(static part => part.Base)}").Order(StringComparer.Ordinal);

    /// <summary>Stops a run after some batches.</summary>
    private sealed class Stop(CancellationTokenSource source, int batches) : IProgress<long>
    {
        private int _reports;

        public void Report(long value)
        {
            if (++_reports == batches)
            {
                source.Cancel();
            }
        }
    }
}
