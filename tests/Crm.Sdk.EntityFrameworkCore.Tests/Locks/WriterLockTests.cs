using System.Diagnostics;
using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>One process of a machine writes a file, and any number read it.</summary>
[Collection(KillCollection.Name)]
public sealed class WriterLockTests : FolderTests
{
    [Fact]
    public async Task A_second_writing_process_is_refused_with_the_id_of_the_first()
    {
        await using Child holder = await HoldAsync();
        await using SqliteStore store = await OpenAsync(TimeSpan.FromMilliseconds(200));

        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => CommitAsync(store));

        Assert.Equal(StorageErrorCodes.StoreBusy, refused.Code);
        Assert.Contains($"process {holder.Id} ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_that_waits_gets_its_turn_when_the_first_lets_go()
    {
        await using Child holder = await HoldAsync();
        await using SqliteStore store = await OpenAsync(Child.DefaultLimit);

        Task<CommitResult> waiting = CommitAsync(store);
        await Task.Delay(200);
        Assert.False(waiting.IsCompleted);
        await holder.WriteLineAsync("release");

        Assert.IsType<CommitResult.Committed>(await waiting.WaitAsync(Child.DefaultLimit));
    }

    [Fact]
    public async Task A_killed_writer_leaves_no_lock_behind()
    {
        await using Child holder = await HoldAsync();
        await holder.KillAsync();
        await using SqliteStore store = await OpenAsync(Child.DefaultLimit);

        Assert.IsType<CommitResult.Committed>(await CommitAsync(store).WaitAsync(Child.DefaultLimit));
    }

    [Fact]
    public async Task Everybody_who_waits_for_the_lock_is_told_when_the_wait_is_over_and_not_one_after_another()
    {
        const int Waiting = 40;
        await using Child holder = await HoldAsync();
        await using SqliteStore store = await OpenAsync(TimeSpan.FromSeconds(1));

        long start = Stopwatch.GetTimestamp();
        Task<CommitResult>[] commits = [.. Enumerable.Range(0, Waiting).Select(_ => CommitAsync(store))];
        await Assert.ThrowsAsync<CrmException>(() => Task.WhenAll(commits)).WaitAsync(Child.DefaultLimit);

        Assert.All(commits, static commit => Assert.Equal(StorageErrorCodes.StoreBusy, ((CrmException)commit.Exception!.InnerException!).Code));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Waiting / 2));
    }

    [Fact]
    public async Task A_refused_writer_can_write_later()
    {
        await using Child holder = await HoldAsync();
        await using SqliteStore store = await OpenAsync(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<CrmException>(() => CommitAsync(store));

        await holder.WriteLineAsync("release");
        await holder.WaitForExitAsync();

        Assert.IsType<CommitResult.Committed>(await CommitAsync(store));
    }

    [Fact]
    public async Task Reading_works_while_another_process_writes_and_sees_whole_commits_only()
    {
        string database = Database;
        await using Child writer = KillTarget.Start("write", database);
        await writer.ReadToLineAsync("ack");
        await using SqliteStore store = SqliteStores.Open(database);
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.Verify, default);
        var check = new WriterCheck(store);
        long seen = 0;
        for (int i = 0; i < 20; i++)
        {
            string[] words = (await writer.ReadToLineAsync("ack")).Split(' ');
            Assert.True(await check.IsWholeAsync(WrittenBatch.Of(Guid.Parse(words[1]))), "A commit that was answered is not seen by another process.");
            long now = await check.BatchCustomersAsync();
            Assert.InRange(now, Math.Max(seen, 1), long.MaxValue); // never fewer than before
            seen = now;
        }

        await writer.KillAsync();
    }

    private string Database => Folder.PathOf("crm.db");

    private async Task<Child> HoldAsync()
    {
        Child holder = KillTarget.Start("hold", Database);
        await holder.ReadToLineAsync("held");
        return holder;
    }

    private async Task<SqliteStore> OpenAsync(TimeSpan wait)
    {
        SqliteStore store = SqliteStores.Open(Database, wait);
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.Verify, default);
        return store;
    }

    private static Task<CommitResult> CommitAsync(SqliteStore store) => store.CommitAsync(WrittenBatch.Of(RecordId.New().Value).ToCommit(), default);
}
