using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryPointsModelLaws(ITestOutputHelper output) : PointsModelLaws<InMemoryStoreFixture>(output);

public sealed class SqlitePointsModelLaws(ITestOutputHelper output) : PointsModelLaws<SqliteStoreFixture>(output);

public sealed class PostgreSqlPointsModelLaws(ITestOutputHelper output) : PointsModelLaws<PostgreSqlStoreFixture>(output);

/// <summary>The ledger against a small reference model (LO-1, L1 to L9): random postings, repeated, altered, late and impossible ones among them, while the clock jumps. With <c>CRM_TEST_SCALE=full</c>
/// 1,000,000 postings of 20 seeds.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class PointsModelLaws<TFixture>(ITestOutputHelper output) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Seeds = 20;
    private const int Batch = 50;
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [SkippableFact]
    public async Task L1_to_L9_The_ledger_equals_the_reference_model_after_every_batch()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        (int lives, int batches) = ScaledCount.IsFull ? (5, 10_000 / Batch) : (1, 6); // at full size 50,000 postings a seed, in five programmes of other rules
        long accepted = 0, refused = 0;
        foreach ((int seed, int life) in Enumerable.Range(1, Seeds).SelectMany(seed => Enumerable.Range(0, lives).Select(life => (seed, life))))
        {
            var random = new Random(seed + (life * Seeds));
            var wallet = new PointsWallet
            {
                Code = PointsWallet.Main,
                Returns = (ReturnPolicy)(seed % 3),
                Expiry = (seed + life) % 4 == 0 ? null : new PointsExpiry(random.Next(0, 60), ExpiryUnit.Day, (ExpiryRounding)random.Next(2)),
                PendingDays = seed % 2 * random.Next(10),
                GraceDays = random.Next(5),
                HoldMinutes = random.Next(1, 3_000),
            };
            var host = new LoyaltyHost(store);
            IReadOnlyList<CustomerId> members = await host.OpenAsync(wallet, 4);
            var model = new ReferenceLedger(wallet, Zone);
            var postings = new RandomPostings(random, members);
            for (int batch = 0; batch < batches; batch++)
            {
                host.Host.Clock.Set(host.Now + (random.Next(6) == 0 ? -Duration.FromHours(random.Next(48)) : Duration.FromMinutes(random.Next(3 * 1440))));
                PointsPosting[] some = [.. Enumerable.Range(0, Batch).Select(_ => postings.Next(host.Now) with { Programme = LoyaltyHost.Programme })];
                IReadOnlyList<PostingOutcome> outcomes = await host.PostAsync(some);
                foreach (PostingOutcome outcome in outcomes)
                {
                    bool expected = model.Post(outcome.Posting, host.Now);
                    Assert.True(expected == outcome.Refusal is null, $"seed {seed}, life {life}, batch {batch}, {outcome.Posting}: {outcome.Refusal?.Message ?? "accepted"}");
                    _ = expected ? accepted++ : refused++;
                }

                if (random.Next(3) == 0)
                {
                    await host.Calendar.PostDueAsync(host.Scope, CancellationToken.None);
                    Assert.Equal(0, await host.Calendar.PostDueAsync(host.Scope, CancellationToken.None)); // twice is the same as once
                    foreach (CustomerId member in members)
                    {
                        _ = model.Advance(model.Of(member), host.Now);
                    }
                }

                await CompareAsync(host, members, model, $"seed {seed}, life {life}, batch {batch}");
                if (batch % 100 == 99 || batch == batches - 1)
                {
                    LedgerVerification found = await host.VerifyAsync();
                    Assert.True(found.IsBalanced, $"seed {seed}, life {life}, batch {batch}: {(found.IsBalanced ? null : found.Problems[0])}");
                }
            }
        }

        output.WriteLine($"{Seeds} seeds on {typeof(TFixture).Name}: {accepted} accepted, {refused} refused, 0 differences");
    }

    private static async Task CompareAsync(LoyaltyHost host, IReadOnlyList<CustomerId> members, ReferenceLedger model, string where)
    {
        await using ICrmSession session = host.Host.Crm.OpenSession(host.Scope);
        foreach (CustomerId member in members)
        {
            var id = PointsAccountId.Of(LoyaltyHost.Programme, PointsWallet.Main, member);
            ReferenceLedger.Member expected = model.Of(member);
            PointsAccount? account = await session.FindAsync<PointsAccount>(id, CancellationToken.None);
            (long, long, long) got = account is null ? default : (account.Available - account.Debt, account.Pending, account.Held);
            Assert.True(got == (expected.Spendable - expected.Debt, expected.Pending, expected.Lots.Sum(static lot => lot.Held)), $"{where}: {got} against {expected.Spendable} - {expected.Debt}, {expected.Pending}");
            IReadOnlyList<PointsLot> lots = (await session.QueryAsync(new CrmQuery<PointsLot> { Where = Condition.Equal(PointsLotModel.OpenIn, FieldValue.Of((RecordId)id)), Limit = 10_000 }, CancellationToken.None)).Items;
            Assert.Equal(
                expected.Lots.Where(static lot => lot.Left + lot.Held > 0).Select(static lot => $"{lot.Left}+{lot.Held} {lot.Matures} {lot.Expires} {lot.Earned}").Order(),
                lots.Select(static lot => $"{lot.Remaining}+{lot.Held} {lot.MaturesAt} {lot.ExpiresOn} {lot.EarnedAt}").Order());
        }
    }
}
