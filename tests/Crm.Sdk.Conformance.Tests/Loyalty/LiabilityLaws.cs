using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryLiabilityLaws(ITestOutputHelper output) : LiabilityLaws<InMemoryStoreFixture>(output);

public sealed class SqliteLiabilityLaws(ITestOutputHelper output) : LiabilityLaws<SqliteStoreFixture>(output);

public sealed class PostgreSqlLiabilityLaws(ITestOutputHelper output) : LiabilityLaws<PostgreSqlStoreFixture>(output);

/// <summary>The liability of points against the reference ledger and the ledger's own balances, after random histories (LO-3): difference 0.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class LiabilityLaws<TFixture>(ITestOutputHelper output) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Batch = 40;
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [SkippableFact]
    public async Task LO_3_What_is_outstanding_by_month_of_lapsing_equals_the_reference_ledger_and_the_months_tie_out()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        int seeds = ScaledCount.IsFull ? 100 : 6, compared = 0;
        for (int seed = 1; seed <= seeds; seed++)
        {
            var random = new Random(seed);
            var wallet = new PointsWallet
            {
                Code = PointsWallet.Main,
                Returns = (ReturnPolicy)(seed % 3),
                Expiry = seed % 4 == 0 ? null : new PointsExpiry(random.Next(0, 90), ExpiryUnit.Day, (ExpiryRounding)random.Next(2)),
                PendingDays = seed % 2 * random.Next(10),
                GraceDays = random.Next(5),
                HoldMinutes = random.Next(1, 3_000),
            };
            var host = new LoyaltyHost(store);
            IReadOnlyList<CustomerId> members = await host.OpenAsync(wallet, 4);
            var reader = new PointsLiabilityReader(host.Host.Crm, store, HistoryHost.Model, host.Ledger, host.Statements, host.Host.Clock);
            var model = new ReferenceLedger(wallet, Zone);
            var postings = new RandomPostings(random, members);
            List<Instant> past = [];
            for (int batch = 0; batch < 5; batch++)
            {
                host.Host.Clock.Set(host.Now + Duration.FromMinutes(random.Next(20 * 1440)));
                foreach (PostingOutcome outcome in await host.PostAsync([.. Enumerable.Range(0, Batch).Select(_ => postings.Next(host.Now) with { Programme = LoyaltyHost.Programme })]))
                {
                    Assert.Equal(model.Post(outcome.Posting, host.Now), outcome.Refusal is null);
                }

                past.Add(host.Now + Duration.FromMinutes(random.Next(1440)));
            }

            host.Host.Clock.Set(host.Now + Duration.FromDays(random.Next(60))); // the calendar has brought what nobody posted
            await CompareAsync(await reader.ReadAsync(host.Scope, new LiabilityRequest(), null, CancellationToken.None), host, members, model, $"seed {seed}");
            foreach (Instant at in past)
            {
                WalletLiability then = Assert.Single((await reader.ReadAsync(host.Scope, new LiabilityRequest { At = at }, null, CancellationToken.None)).Wallets);
                PointsBalance[] balances = await Task.WhenAll(members.Select(member => host.BalanceAsync(member, at)));
                Assert.Equal(balances.Sum(static one => one.Available + one.Pending + one.Held - one.Debt), then.Net);
                Assert.Equal((balances.Sum(static one => one.Pending), balances.Sum(static one => one.Held)), (then.Pending, then.Held));
                Assert.True(then.IsTied, $"seed {seed}, {at}");
                Assert.Equal(balances.Sum(static one => one.Issued), then.Months.Sum(static month => month.Issued));
                Assert.Equal(balances.Sum(static one => one.Redeemed), then.Months.Sum(static month => month.Redeemed));
                Assert.Equal(balances.Sum(static one => one.Expired), then.Months.Sum(static month => month.Expired));
                compared++;
            }
        }

        output.WriteLine($"{seeds} histories on {typeof(TFixture).Name}, {compared} earlier instants, 0 differences");
    }

    [SkippableFact]
    public async Task LO_3_While_others_post_each_account_counts_as_it_was_at_one_of_its_transactions()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var host = new LoyaltyHost(store);
        IReadOnlyList<CustomerId> members = await host.OpenAsync(new PointsWallet { Code = PointsWallet.Main }, 8);
        var reader = new PointsLiabilityReader(host.Host.Crm, store, HistoryHost.Model, host.Ledger, host.Statements, host.Host.Clock);
        _ = await host.PostAsync([.. members.Select(static (member, at) => PointsPosting.Earn($"first {at}", member, 1_000))]);
        Task posting = Task.Run(async () =>
        {
            for (int round = 0; round < 30; round++)
            {
                _ = await host.PostAsync([.. members.SelectMany((member, at) => new[] { PointsPosting.Earn($"earn {round} {at}", member, 7), PointsPosting.Redeem($"spend {round} {at}", member, 7) })]);
            }
        });
        int read = 0;
        do
        {
            WalletLiability now = Assert.Single((await reader.ReadAsync(host.Scope, new LiabilityRequest(), null, CancellationToken.None)).Wallets);
            Assert.True(now.IsTied, $"{now.Net} against {now.Balances}");
            Assert.InRange(now.Outstanding, 8_000, 8_056);
            read++;
        }
        while (!posting.IsCompleted);
        await posting;
        Assert.True(read > 0);
    }

    private static async Task CompareAsync(PointsLiability liability, LoyaltyHost host, IReadOnlyList<CustomerId> members, ReferenceLedger model, string where)
    {
        WalletLiability now = Assert.Single(liability.Wallets);
        ReferenceLedger.Member[] expected = [.. members.Select(model.Of)];
        foreach (ReferenceLedger.Member member in expected)
        {
            _ = model.Advance(member, host.Now);
        }

        Assert.True(now.IsTied, where);
        Assert.NotNull(now.Balances);
        Assert.Equal(expected.Sum(static member => member.Pending + member.Spendable - member.Debt + member.Lots.Sum(static lot => lot.Held)), now.Net);
        Assert.Equal(
            expected.SelectMany(static member => member.Lots).Where(static lot => lot.Left + lot.Held > 0).GroupBy(static lot => lot.Expires is { } last ? last.ToYearMonth() : (YearMonth?)null)
                .Select(static month => $"{month.Key} {month.Sum(static lot => lot.Matures is null ? lot.Left : 0)} {month.Sum(static lot => lot.Matures is null ? 0 : lot.Left)} {month.Sum(static lot => lot.Held)}").Order(),
            now.ByExpiry.Select(static part => $"{part.Month} {part.Available} {part.Pending} {part.Held}").Order());
        Assert.True(
            now.Breakage.Reason is null ? now.Breakage.Open + now.Breakage.Redeemed + now.Breakage.Lapsed == now.Outstanding : now.Breakage.Open > 0 || now.Outstanding == 0,
            $"{where}: {now.Breakage} of {now.Outstanding}");
        PointsBalance[] balances = await Task.WhenAll(members.Select(member => host.BalanceAsync(member)));
        Assert.Equal(balances.Sum(static one => one.Available + one.Pending + one.Held - one.Debt), now.Net);
    }
}
