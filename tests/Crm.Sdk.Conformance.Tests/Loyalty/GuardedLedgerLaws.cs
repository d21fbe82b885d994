using System.Data.Common;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class SqliteGuardedLedgerLaws() : GuardedLedgerLaws<SqliteStoreFixture>(static (fixture, store, sql) => fixture.ExecuteAsync(store, sql));

public sealed class PostgreSqlGuardedLedgerLaws() : GuardedLedgerLaws<PostgreSqlStoreFixture>(static (fixture, store, sql) => fixture.ExecuteAsync(store, sql));

/// <summary>The entries of the ledger are never changed, not even by SQL of one's own (L4).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class GuardedLedgerLaws<TFixture>(Func<TFixture, ICrmStore, string, Task> execute) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    [SkippableTheory]
    [InlineData("points_transaction", "UPDATE points_transaction SET points = 5")]
    [InlineData("points_transaction", "DELETE FROM points_transaction")]
    [InlineData("points_transaction_entry", "UPDATE points_transaction_entry SET points = 5")]
    [InlineData("points_transaction_entry", "DELETE FROM points_transaction_entry")]
    public async Task L4_The_database_refuses_to_change_or_remove_entries(string table, string sql)
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var host = new LoyaltyHost(store);
        CustomerId member = (await host.OpenAsync(new PointsWallet { Code = PointsWallet.Main }, 1))[0];
        Assert.Null((await host.PostAsync(PointsPosting.Earn("earn", member, 100)))[0].Refusal);

        DbException refused = await Assert.ThrowsAnyAsync<DbException>(() => execute(Fixture, store, sql));

        Assert.Contains($"rows of {table} are only added", refused.Message, StringComparison.Ordinal);
        Assert.Empty((await host.VerifyAsync()).Problems);
        Assert.Null((await host.PostAsync(PointsPosting.Redeem("spend", member, 100)))[0].Refusal); // adding goes on
    }

    [SkippableFact]
    public async Task The_verification_finds_what_was_changed_past_the_ledger()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var host = new LoyaltyHost(store);
        CustomerId member = (await host.OpenAsync(new PointsWallet { Code = PointsWallet.Main }, 1))[0];
        _ = await host.PostAsync(PointsPosting.Earn("earn", member, 100), PointsPosting.Redeem("spend", member, 30));

        await execute(Fixture, store, "UPDATE points_account SET available = 71, issued = 101");
        await execute(Fixture, store, "UPDATE points_lot SET remaining = 69");

        Assert.Equal(["balance", "lots"], (await host.VerifyAsync()).Problems.Select(static problem => problem.Invariant).Order());
    }
}
