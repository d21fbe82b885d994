using System.Diagnostics;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryPointsRaceLaws(ITestOutputHelper output) : PointsRaceLaws<InMemoryStoreFixture>(output);

public sealed class SqlitePointsRaceLaws(ITestOutputHelper output) : PointsRaceLaws<SqliteStoreFixture>(output);

public sealed class PostgreSqlPointsRaceLaws(ITestOutputHelper output) : PointsRaceLaws<PostgreSqlStoreFixture>(output);

/// <summary>Nobody spends points twice, however many try at once (L3, L7, L8). With <c>CRM_TEST_SCALE=full</c> 1,000 rounds of 64 spenders.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class PointsRaceLaws<TFixture>(ITestOutputHelper output) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Spenders = 64;

    [SkippableFact]
    public async Task L3_Of_64_spenders_of_an_account_of_100_points_just_as_many_succeed_as_the_points_allow()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        int rounds = ScaledCount.IsFull ? 1_000 : 5;
        var watch = Stopwatch.StartNew();
        for (int round = 0; round < rounds; round++)
        {
            var random = new Random(round);
            LoyaltyHost[] hosts = [new LoyaltyHost(store)]; // each poster lets its own callers wait for each other: a second one on the same tenant conflicts with it
            CustomerId member = (await hosts[0].OpenAsync(new PointsWallet { Code = PointsWallet.Main }, 1))[0];
            var second = new PointsPoster(hosts[0].Host.Crm, hosts[0].Ledger, TimeProvider.System);
            _ = await hosts[0].PostAsync(PointsPosting.Earn("earn", member, 100));
            int price = random.Next(1, 60);
            bool[] spent = await Task.WhenAll(Enumerable.Range(0, Spenders).Select(at => Task.Run(async () =>
            {
                PointsPosting[] one = [PointsPosting.Redeem($"spend {at}", member, price) with { Programme = LoyaltyHost.Programme }];
                return (await (at % 2 == 0 ? hosts[0].Poster : second).PostAsync(hosts[0].Scope, one, CancellationToken.None))[0].Refusal is null;
            })));
            Assert.Equal(Math.Min(Spenders, 100 / price), spent.Count(static one => one));
            Assert.Equal(100 - (spent.Count(static one => one) * price), (await hosts[0].BalanceAsync(member)).Available);
            Assert.Empty((await hosts[0].VerifyAsync()).Problems);
        }

        output.WriteLine($"{rounds} rounds of {Spenders} spenders on {typeof(TFixture).Name}: successes as the points allow, {watch.Elapsed.TotalSeconds:0.0} s");
    }

    [SkippableFact]
    public async Task L8_Of_16_who_take_back_one_redemption_at_once_one_succeeds()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        int rounds = ScaledCount.IsFull ? 1_000 : 20;
        var host = new LoyaltyHost(store);
        CustomerId member = (await host.OpenAsync(new PointsWallet { Code = PointsWallet.Main }, 1))[0];
        for (int round = 0; round < rounds; round++)
        {
            int at = round;
            _ = await host.PostAsync(PointsPosting.Earn($"earn {at}", member, 100), PointsPosting.Redeem($"first {at}", member, 40), PointsPosting.Redeem($"second {at}", member, 40)); // the lot would hold the first twice
            bool[] reversed = await Task.WhenAll(Enumerable.Range(0, 16).Select(one => Task.Run(async () =>
            {
                PointsPosting back = PointsPosting.Reverse($"back {at} {one}", $"first {at}") with { Programme = LoyaltyHost.Programme };
                try
                {
                    _ = await host.Host.Crm.CommitAsync(host.Scope, (session, stop) => host.Ledger.PostAsync(session, back, stop), TimeProvider.System, CancellationToken.None);
                    return true;
                }
                catch (CrmException refusal) when (refusal.Code == LoyaltyErrorCodes.CannotReverse)
                {
                    return false;
                }
            })));
            Assert.Single(reversed, static one => one);
            Assert.Equal(60 * (at + 1), (await host.BalanceAsync(member)).Available);
        }

        Assert.Empty((await host.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task L7_Of_8_who_capture_or_release_one_hold_at_once_one_succeeds()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        int rounds = ScaledCount.IsFull ? 10_000 : 20;
        var host = new LoyaltyHost(store);
        CustomerId member = (await host.OpenAsync(new PointsWallet { Code = PointsWallet.Main }, 1))[0];
        _ = await host.PostAsync(PointsPosting.Earn("earn", member, 10_000_000));
        var second = new PointsPoster(host.Host.Crm, host.Ledger, TimeProvider.System);
        for (int round = 0; round < rounds; round++)
        {
            _ = await host.PostAsync(PointsPosting.Hold($"hold {round}", member, 10));
            bool[] ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(async () =>
            {
                PointsPosting one = at % 2 == 0 ? PointsPosting.Capture($"end {round} {at}", $"hold {round}") : PointsPosting.Release($"end {round} {at}", $"hold {round}");
                PostingOutcome outcome = (await (at % 4 < 2 ? host.Poster : second).PostAsync(host.Scope, [one with { Programme = LoyaltyHost.Programme }], CancellationToken.None))[0];
                Assert.True(outcome.Refusal is null or { Code: LoyaltyErrorCodes.HoldClosed }, outcome.Refusal?.Message);
                return outcome.Refusal is null;
            })));
            Assert.Single(ended, static one => one);
        }

        Assert.Empty((await host.VerifyAsync()).Problems);
        Assert.Equal(0, (await host.BalanceAsync(member)).Held);
    }
}
