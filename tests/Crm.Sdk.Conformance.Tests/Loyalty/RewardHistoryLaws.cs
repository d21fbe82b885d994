using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryRewardHistoryLaws : RewardHistoryLaws<InMemoryStoreFixture>;

public sealed class SqliteRewardHistoryLaws : RewardHistoryLaws<SqliteStoreFixture>;

public sealed class PostgreSqlRewardHistoryLaws : RewardHistoryLaws<PostgreSqlStoreFixture>;

/// <summary>Whatever is reserved, confirmed, cancelled and left to run out, in any order and at any time: stock and points are where the redemptions say (LO-1).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class RewardHistoryLaws<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task LO_1_Stock_and_points_are_always_where_the_redemptions_say()
    {
        Storage.ICrmStore store = await StartAsync(HistoryHost.Model);
        int seeds = ScaledCount.IsFull ? 200 : 5, done = 0;
        for (int seed = 1; seed <= seeds; seed++)
        {
            var random = new Random(seed);
            var host = new RewardHost(store);
            IReadOnlyList<CustomerId> members = await host.OpenAsync(3, 100, RewardHost.Mug(points: 15) with { ReserveMinutes = 60, LimitPerMember = 4 }, stock: 6);
            for (int step = 0; step < 40; step++)
            {
                string key = $"r{random.Next(12)}";
                CustomerId member = members[random.Next(members.Count)];
                done += random.Next(10) switch
                {
                    < 4 => await DoAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest(key, member, "mug"), None)),
                    < 6 => await DoAsync(session => host.Rewards.ConfirmAsync(session, key, None)),
                    < 8 => await DoAsync(session => host.Rewards.CancelAsync(session, key, "changed mind", None)),
                    8 => (int)(await host.Upkeep.RunAsync(host.Points.Scope, None)).Reservations,
                    _ => Wait(),
                };
                await RequireAsync(host, members, $"seed {seed}, step {step}");
            }

            Assert.Empty((await host.Points.VerifyAsync()).Problems);

            int Wait()
            {
                host.Points.Host.Clock.Advance(Duration.FromMinutes(random.Next(50)));
                return 0;
            }

            async Task<int> DoAsync<T>(Func<ICrmSession, Task<T>> work) => await host.TryAsync(
                work, RewardErrorCodes.OutOfStock, RewardErrorCodes.NotOffered, RewardErrorCodes.KeyTaken, RewardErrorCodes.RedemptionClosed, LoyaltyErrorCodes.NotEnough, LoyaltyErrorCodes.HoldClosed) ? 1 : 0;
        }

        Assert.True(done > seeds * 5, $"only {done} steps were accepted");
    }

    private static async Task RequireAsync(RewardHost host, IReadOnlyList<CustomerId> members, string where)
    {
        IReadOnlyList<RewardRedemption> all = await host.Points.Host.AllAsync<RewardRedemption>();
        RewardStock stock = (await host.FindAsync<RewardStock>(RewardId.Of("mug")))!;
        (int reserved, int given) = (all.Count(static one => one.State == RedemptionState.Reserved), all.Count(static one => one.State == RedemptionState.Confirmed));
        Assert.True((stock.Left, stock.Reserved, stock.Given) == (6 - reserved - given, reserved, given), $"{where}: {stock} where {reserved} are reserved and {given} given");
        foreach (CustomerId member in members)
        {
            PointsBalance balance = await host.Points.BalanceAsync(member);
            RewardRedemption[] theirs = [.. all.Where(one => one.Customer == member)];
            Assert.Equal(theirs.Where(static one => one.State == RedemptionState.Confirmed).Sum(static one => one.Points), balance.Redeemed);
            Assert.Equal(theirs.Where(one => one.State == RedemptionState.Reserved && host.Points.Now < one.Until).Sum(static one => one.Points), balance.Held); // what ran out is free for the ledger at once
            Assert.Equal(100, balance.Available + balance.Held + balance.Redeemed);
            Assert.InRange(theirs.Count(static one => one.State is RedemptionState.Reserved or RedemptionState.Confirmed), 0, 4);
        }
    }
}
