using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>What the next writer does with a file whose last writer was killed (R11), and what becomes of the clock (R5).</summary>
[Collection(KillCollection.Name)]
public sealed class UncleanStopTests : FolderTests
{
    private const string Checked = "stopped without closing it; checking the file";

    private string Database => Folder.PathOf("crm.db");

    [Fact]
    public async Task R11_the_file_is_checked_after_a_kill_and_not_after_a_clean_end()
    {
        await KillHolderAsync();

        Assert.Contains(await LogOfCommitAsync(), static line => line.Contains(Checked, StringComparison.Ordinal));
        Assert.DoesNotContain(await LogOfCommitAsync(), static line => line.Contains(Checked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task R11_a_file_that_was_damaged_by_the_stop_is_refused_at_every_start_until_it_is_mended()
    {
        await KillHolderAsync();
        await LogOfCommitAsync();
        await KillHolderAsync(); // its own commits are in the log; the pages before them in the file
        byte[] whole = await File.ReadAllBytesAsync(Database);
        await DamageAsync();

        for (int start = 0; start < 2; start++)
        {
            CrmException refused = await Assert.ThrowsAsync<CrmException>(LogOfCommitAsync);
            Assert.Equal(StorageErrorCodes.StoreDamaged, refused.Code);
        }

        await File.WriteAllBytesAsync(Database, whole);
        await LogOfCommitAsync();
    }

    [Fact]
    public async Task A_verification_finds_damage_and_says_where()
    {
        await LogOfCommitAsync();
        await DamageAsync();
        await using SqliteStore store = SqliteStores.Open(Database);

        IReadOnlyList<string> findings = await store.VerifyAsync(WrittenBatch.Catalogue, default);

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.StartsWith(Database, finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task R5_the_clock_never_goes_back_over_a_kill_and_a_machine_clock_that_was_set_back()
    {
        await using Child ahead = KillTarget.Start("clock", Database, "01:00:00");
        Instant answered = InstantPrecision.FromUnixMicroseconds(long.Parse((await ahead.ReadToLineAsync("now ")).AsSpan(4), System.Globalization.CultureInfo.InvariantCulture));
        await ahead.KillAsync();

        await using SqliteStore store = SqliteStores.Open(Database); // an hour behind

        Assert.Equal(answered, await store.NowAsync(default)); // stands still until the machine's clock is there again
    }

    [Fact]
    public async Task R5_the_clock_never_goes_back_over_a_clean_end_without_a_further_commit()
    {
        Instant answered;
        await using (SqliteStore ahead = SqliteStores.Open(Database, time: new ShiftedTime(TimeSpan.FromHours(1))))
        {
            await ahead.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.CreateOrExtend, default);
            answered = await ahead.NowAsync(default);
        }

        await using SqliteStore behind = SqliteStores.Open(Database);
        Assert.InRange(await behind.NowAsync(default), answered, Instant.MaxValue);
        await using SqliteStore later = SqliteStores.Open(Database, time: new ShiftedTime(TimeSpan.FromHours(2)));
        Assert.InRange(await later.NowAsync(default), answered + Duration.FromMinutes(30), Instant.MaxValue); // and goes on with a machine clock that is right
    }

    private async Task KillHolderAsync()
    {
        await using Child holder = KillTarget.Start("hold", Database);
        await holder.ReadToLineAsync("held");
        await holder.KillAsync();
    }

    private async Task<List<string>> LogOfCommitAsync()
    {
        var logger = new ListLogger<SqliteStore>();
        await using SqliteStore store = SqliteStores.Open(Database, logger: logger);
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.CreateOrExtend, default);
        await store.CommitAsync(WrittenBatch.Of(RecordId.New().Value).ToCommit(), default);
        return logger.Lines;
    }

    /// <summary>Overwrites the page on which the customers begin.</summary>
    private async Task DamageAsync()
    {
        long page = long.Parse((await RawSqlite.ReadAsync(Database, "SELECT rootpage FROM sqlite_schema WHERE name = 'customer'"))[0], System.Globalization.CultureInfo.InvariantCulture);
        long size = long.Parse((await RawSqlite.ReadAsync(Database, "PRAGMA page_size"))[0], System.Globalization.CultureInfo.InvariantCulture);
        File.Delete(Database + "-wal"); // the page's later state
        await using FileStream file = File.OpenWrite(Database);
        file.Position = (page - 1) * size;
        await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)size).ToArray());
    }
}
