using System.Diagnostics;
using Crm.Sdk.KillTarget.Models;
using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Requirement R14: a migration may be killed anywhere, and the next start goes on.</summary>
[Collection(KillCollection.Name)]
public sealed class KilledMigrationTests(ITestOutputHelper output) : FolderTests
{
    private const int Kills = 100;
    private const int Stays = 6_500; // four chunks of a filling
    private static readonly TenantId Tenant = new("shop");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task R14_a_migration_killed_100_times_is_finished_by_the_next_start_with_the_right_rows()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string old = Folder.PathOf("old.db");
        await WriteOldAsync(old);
        TimeSpan whole = await TimeOfWholeMigrationAsync(old);

        int kills = ScaledCount.Of(Kills, atLeast: 10), done = 0, untouched = 0, extended = 0, filling = 0, finished = 0;
        var longest = TimeSpan.Zero;
        for (int file = 0; done < kills; file++)
        {
            string database = Folder.PathOf($"{file}.db");
            File.Copy(old, database);
            for (int chain = random.Next(1, 4); chain > 0 && done < kills; chain--, done++)
            {
                await using Child migration = KillTarget.Start("migrate", database);
                await WaitForMomentAsync(migration, done, whole, random);
                await migration.KillAsync();
                switch (await StateAsync(database))
                {
                    case "untouched": untouched++; break;
                    case "extended": extended++; break;
                    case "filling": filling++; break;
                    default: finished++; break;
                }
            }

            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, (await MigrateAsync(database)).Ticks));
            await CheckAsync(database);
        }

        output.WriteLine($"{done} kills: {untouched} before the first change, {extended} with the tables extended, {filling} with a filling begun, {finished} after the last change;");
        output.WriteLine($"the longest next start took {longest.TotalSeconds:0.0} s (a whole migration {whole.TotalSeconds:0.0} s)");
        Assert.True(untouched > 0 && extended + filling > 0, "The kills were not spread over the migration.");
    }

    /// <summary>Even kills strike anywhere in the time of a migration, beginning with the start of the process; odd ones strike while it reports progress.</summary>
    private static async Task WaitForMomentAsync(Child migration, int kill, TimeSpan whole, Random random)
    {
        if (kill == 0)
        {
            await Task.Delay(random.Next(30)); // no runtime has loaded a store by then
        }
        else if (kill % 2 == 0)
        {
            await Task.Delay(random.NextDouble() * whole * 1.1);
        }
        else
        {
            await ProgressKill.WaitAsync(migration, lines: random.Next(1, 6));
            await Task.Delay(random.Next(60));
        }
    }

    private static async Task<TimeSpan> MigrateAsync(string database)
    {
        long start = Stopwatch.GetTimestamp();
        await using Child migration = KillTarget.Start("migrate", database);
        int exitCode = await migration.WaitForExitAsync(Bound);
        Assert.True(exitCode == 0, $"The next start ended with {exitCode}: {migration.ErrorText}");
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task WriteOldAsync(string database)
    {
        await using SqliteStore store = SqliteStores.Open(database);
        await store.EnsureSchemaAsync(GrowingModel.Old, SchemaMode.CreateOrExtend, default);
        RecordWrite[] writes =
        [
            .. Enumerable.Range(0, Stays).Select(static i => new Stay(RecordId.New(), $"place {i % 7}", i, i % 2 == 0 ? $"badge {i}" : null)).Select(static stay => new RecordWrite(GrowingModel.Stays, stay.Id, 0, stay)),
            .. Enumerable.Range(0, 100).Select(static i => new Parcel(RecordId.New(), i, null)).Select(static parcel => new RecordWrite(GrowingModel.Parcels, parcel.Id, 0, parcel)),
        ];
        Assert.IsType<CommitResult.Committed>(
            await store.CommitAsync(new CommitBatch(Tenant, RecordId.New().Value, new ActorId("test"), Instant.FromUtc(2026, 1, 1, 0, 0), writes), default));
    }

    private async Task<TimeSpan> TimeOfWholeMigrationAsync(string old)
    {
        string database = Folder.PathOf("whole.db");
        File.Copy(old, database);
        TimeSpan whole = await MigrateAsync(database);
        await CheckAsync(database);
        return whole;
    }

    private static async Task<string> StateAsync(string database)
    {
        IReadOnlyList<string> indexes = await RawSqlite.ReadAsync(database, "SELECT name FROM sqlite_schema WHERE name IN ('test_note', 'ix_test_stay_minutes')");
        return indexes.Count switch
        {
            0 => "untouched",
            2 => "finished",
            _ => (await RawSqlite.ReadAsync(database, "SELECT name FROM crm_data_step WHERE done = 0")).Count == 0 ? "extended" : "filling",
        };
    }

    private static async Task CheckAsync(string database)
    {
        await using (SqliteStore store = SqliteStores.Open(database))
        {
            await store.EnsureSchemaAsync(GrowingModel.New, SchemaMode.Verify, default);
            List<(long Minutes, long Version)> stays = [];
            PageCursor? after = null;
            do
            {
                RecordPage page = await store.QueryAsync(
                    new StoreQuery(Tenant, GrowingModel.Stays) { Order = new RecordOrder(GrowingModel.Minutes), After = after, Limit = 1_000 }, default);
                stays.AddRange(page.Records.Select(static record => (((Stay)record.Entity).Minutes, record.Version)));
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(Enumerable.Range(0, Stays).Select(static i => ((long)i, 1L)), stays); // in order by the filled column
            Assert.Equal(1, await CountAsync(store, Condition.Equal(GrowingModel.Minutes, FieldValue.Of(1_234L))));
            Assert.Equal(Stays / 2, await CountAsync(store, Condition.Has("badge")));
            Assert.Equal(1, await CountAsync(store, Condition.Equal("badge", FieldValue.Of("badge 1234"))));
            Assert.Equal(100, await store.CountAsync(new StoreQuery(Tenant, GrowingModel.Parcels) { Where = Condition.HasNo("route") }, default));
            Assert.Empty((await store.StatusAsync(GrowingModel.New, countRecords: false, default)).Pending);
            Assert.Empty(await store.VerifyAsync(GrowingModel.New, default));
        }

        string folder = Path.GetDirectoryName(database)!, name = Path.GetFileName(database);
        Assert.Empty(Directory.GetFiles(folder, $"{name}.*.partial"));
        Assert.All(Directory.GetFiles(folder, $"{name}.*.bak"), File.Delete);
        Assert.Equal(["0"], await RawSqlite.ReadAsync(database, "SELECT COUNT(*) FROM crm_data_step WHERE done = 0"));
    }

    private static Task<long> CountAsync(SqliteStore store, Condition where) => store.CountAsync(new StoreQuery(Tenant, GrowingModel.Stays) { Where = where }, default);
}
