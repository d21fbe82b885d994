using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryPointsUseOrderTests : PointsUseOrderTests<InMemoryStoreFixture>;

public sealed class SqlitePointsUseOrderTests : PointsUseOrderTests<SqliteStoreFixture>;

/// <summary>LO-1: a plugin decides which lots go first, and nothing else.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class PointsUseOrderTests<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly PointsWallet Wallet = new() { Code = PointsWallet.Main, Expiry = new PointsExpiry(1, ExpiryUnit.Year), UseOrder = "acme.gifts-first" };

    [SkippableFact]
    public async Task LO_1_Points_are_spent_set_aside_and_passed_on_in_the_order_of_the_plugin()
    {
        LoyaltyHost host = new(await StartAsync(HistoryHost.Model), new FixedExtensions(new GiftsFirst()));
        (CustomerId member, CustomerId friend) = await EarnAsync(host);

        PostingOutcome[] posted = [.. await host.PostAsync(PointsPosting.Redeem("spend", member, 30), PointsPosting.Hold("hold", member, 50), PointsPosting.Transfer("gift", member, friend, 15))];

        Assert.All(posted, static one => Assert.Null(one.Refusal));
        Assert.Equal([(20, 20), (50, 10)], await TakenAsync(host, posted[0]));
        Assert.Equal([(50, 40), (100, 10)], await TakenAsync(host, posted[1]));
        Assert.Equal([(100, 15)], await TakenAsync(host, posted[2]));
        Assert.Empty((await host.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task LO_1_Nothing_is_spent_while_the_order_that_the_wallet_names_is_missing_or_fails_and_points_are_earned_all_the_same()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        bool fails = true;
        var order = new GiftsFirst { RankOf = (_, lot) => fails ? throw new InvalidOperationException("no gifts today") : lot.Points };
        LoyaltyHost without = new(store), with = new(store, new FixedExtensions(order));
        (CustomerId lonely, _) = await EarnAsync(without);
        (CustomerId member, _) = await EarnAsync(with);

        CrmException? missing = (await without.PostAsync(PointsPosting.Redeem("spend", lonely, 30)))[0].Refusal;
        CrmException? failed = (await with.PostAsync(PointsPosting.Redeem("spend", member, 30)))[0].Refusal;
        fails = false;

        Assert.Equal(LoyaltyErrorCodes.NoUseOrder, missing?.Code);
        Assert.Contains("'acme.gifts-first' of wallet 'points' of programme 'club' is not there", missing?.Message, StringComparison.Ordinal);
        Assert.Equal(LoyaltyErrorCodes.NoUseOrder, failed?.Code);
        Assert.Contains("no gifts today", failed?.Message, StringComparison.Ordinal);
        Assert.Equal((170, 170), ((await without.BalanceAsync(lonely)).Available, (await with.BalanceAsync(member)).Available));
        Assert.Null((await with.PostAsync(PointsPosting.Redeem("spend", member, 30)))[0].Refusal); // under the key that was refused
    }

    /// <summary>Three lots of 100, 50 and 20 points, of which the ledger by itself would use the first first.</summary>
    private static async Task<(CustomerId Member, CustomerId Friend)> EarnAsync(LoyaltyHost host)
    {
        IReadOnlyList<CustomerId> members = await host.OpenAsync(Wallet, 2);
        foreach (int points in (int[])[100, 50, 20])
        {
            Assert.Null((await host.PostAsync(PointsPosting.Earn($"earn {points}", members[0], points)))[0].Refusal);
            host.Host.Clock.Advance(Duration.FromDays(1));
        }

        return (members[0], members[1]);
    }

    /// <summary>From lots of how many points a posting took how many.</summary>
    private static async Task<IReadOnlyList<(long Lot, long Taken)>> TakenAsync(LoyaltyHost host, PostingOutcome posted)
    {
        Dictionary<PointsLotId, long> lots = (await host.Host.AllAsync<PointsLot>()).ToDictionary(static lot => lot.Id, static lot => lot.Points);
        return [.. posted.Posted!.Transaction.Entries.Where(static entry => entry is { Account: PointsLedgerAccount.Available, Lot: not null }).Select(entry => (lots[entry.Lot!.Value], -entry.Points))];
    }
}
