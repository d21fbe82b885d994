using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Requirement R13: a backup that is taken while another process writes is a whole store.</summary>
[Collection(KillCollection.Name)]
public sealed class BackupUnderLoadTests : FolderTests
{
    [Fact]
    public async Task R13_backups_under_write_load_restore_to_whole_stores_with_every_commit_that_was_answered_before()
    {
        string database = Folder.PathOf("crm.db");
        await using Child writer = KillTarget.Start("write", database, "00:00:00.02");
        var before = new List<WrittenBatch> { await NextAsync(writer) };
        await using SqliteStore store = SqliteStores.Open(database);
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.Verify, default);
        for (int backup = 0; backup < ScaledCount.Of(20, atLeast: 3); backup++)
        {
            before.Add(await NextAsync(writer));
            string copy = Folder.PathOf($"{backup}.backup.db");
            await store.BackupAsync(copy, default);

            string place = Folder.PathOf($"{backup}.restored.db");
            await using (SqliteStore fresh = SqliteStores.Open(place))
            {
                StoreRestored report = await fresh.RestoreAsync(copy, WrittenBatch.Catalogue, replace: false, default);
                Assert.Equal((place, null, 0), (report.Location, report.MovedTo, report.Pending.Count));
            }

            await using SqliteStore restored = SqliteStores.Open(place);
            Assert.Empty(await restored.VerifyAsync(WrittenBatch.Catalogue, default));
            var check = new WriterCheck(restored);
            foreach (WrittenBatch batch in before)
            {
                Assert.True(await check.IsWholeAsync(batch), $"Commit {batch.CommitId} was answered before the backup and is not in it.");
            }

            Assert.Equal(await check.BatchCustomersAsync(), await check.BatchOrdersAsync());
            await check.SessionsAreWholeAsync();
            Assert.IsType<CommitResult.Committed>(await restored.CommitAsync(WrittenBatch.Of(RecordId.New().Value).ToCommit(), default)); // work goes on in it
        }

        await writer.KillAsync();
    }

    [Fact]
    public async Task A_backup_that_was_killed_leaves_nothing_under_its_name()
    {
        string database = Folder.PathOf("crm.db"), copy = Folder.PathOf("copy.db");
        await using SqliteStore store = SqliteStores.Open(database);
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.CreateOrExtend, default);
        await File.WriteAllTextAsync(copy + ".partial", "half of a backup"); // as a killed one leaves it

        await store.BackupAsync(copy, default);

        Assert.False(File.Exists(copy + ".partial"));
        await using SqliteStore restored = SqliteStores.Open(copy);
        Assert.Empty(await restored.VerifyAsync(WrittenBatch.Catalogue, default));
    }

    private static async Task<WrittenBatch> NextAsync(Child writer) => WrittenBatch.Of(Guid.Parse((await writer.ReadToLineAsync("ack")).Split(' ')[1]));
}
