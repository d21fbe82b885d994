using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Requirements R11 and R12 on SQLite: what was acknowledged survives SIGKILL, and what was not can be asked again.</summary>
[Collection(KillCollection.Name)]
public sealed class KilledWriterTests(ITestOutputHelper output) : FolderTests
{
    private const int Kills = 200;
    private const int KillsPerFile = 8; // recoveries upon recoveries, in files that stay small enough to be checked in full

    private readonly Dictionary<Guid, long> _committed = [];
    private int _unanswered, _committedUnheard, _sessions;

    [Fact]
    public async Task R11_no_acknowledged_commit_is_lost_torn_or_doubled_by_200_kills()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await WriterLife.TimeOfStartAsync(Folder.PathOf("start.db"));
        TimeSpan start = await WriterLife.TimeOfStartAsync(Folder.PathOf("start.db"));
        int kills = ScaledCount.Of(Kills, atLeast: 10), early = 0, closing = 0, checkpoints = 0, acknowledged = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            string database = Folder.PathOf($"{kill / KillsPerFile}.db");
            if (kill % KillsPerFile == 0)
            {
                _committed.Clear();
                _sessions = 0;
            }

            WriterLife life = await WriterLife.RunAsync(database, random, start);
            early += life.WasOpen ? 0 : 1;
            closing += life is { WasClosing: true, WasClosed: false } ? 1 : 0;
            checkpoints += await CheckpointState.WasCutOffAsync(database) ? 1 : 0;
            acknowledged += life.Acknowledged.Count + life.Sessions.Count;
            await CheckAsync(database, life, lastOfFile: kill % KillsPerFile == KillsPerFile - 1 || kill == kills - 1);
        }

        output.WriteLine($"{kills} kills: {early} before the store was open, {checkpoints} inside a checkpoint, {closing} while closing;");
        output.WriteLine($"{acknowledged} acknowledged commits of batches, {_unanswered} unanswered, of which {_committedUnheard} were committed all the same");
        Assert.True(acknowledged > kills, "The writers were killed too early to prove anything.");
        Assert.True(_unanswered > 0, "No kill met a commit.");
    }

    private async Task CheckAsync(string database, WriterLife life, bool lastOfFile)
    {
        await using SqliteStore store = SqliteStores.Open(database);
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.CreateOrExtend, default).WaitAsync(Child.DefaultLimit);
        var check = new WriterCheck(store);
        foreach ((Guid id, long position) in life.Acknowledged)
        {
            WrittenBatch batch = WrittenBatch.Of(id);
            Assert.True(await check.IsWholeAsync(batch), $"Commit {id} was acknowledged and is lost.");
            _committed.Add(id, position);
        }

        foreach (Guid id in life.Unanswered)
        {
            WrittenBatch batch = WrittenBatch.Of(id);
            _unanswered++;
            _committedUnheard += await check.IsWholeAsync(batch) ? 1 : 0;
            CommitResult first = await store.CommitAsync(batch.ToCommit(), default);
            CommitResult again = await store.CommitAsync(batch.ToCommit(), default);
            Assert.Equal(first, again);
            Assert.True(await check.IsWholeAsync(batch));
            _committed.Add(id, Assert.IsType<CommitResult.Committed>(first).Position);
        }

        foreach ((Guid id, long position) in life.Acknowledged)
        {
            Assert.Equal(new CommitResult.Committed(position), await store.CommitAsync(WrittenBatch.Of(id).ToCommit(), default)); // the first answer, and nothing done
        }

        int records = _committed.Keys.Sum(static id => WrittenBatch.Of(id).Customers.Count);
        Assert.Equal(records, await check.BatchCustomersAsync());
        Assert.Equal(records, await check.BatchOrdersAsync());
        Assert.Equal(_committed.Count, _committed.Values.Distinct().Count());

        IReadOnlyList<int> numbers = await check.SessionsAreWholeAsync();
        Assert.All(life.Sessions, said => Assert.InRange(numbers[said.Key], said.Value, said.Value + 1)); // at most the one that was under way
        Assert.InRange(numbers.Sum(), _sessions, int.MaxValue);
        _sessions = numbers.Sum();
        Assert.Equal(["ok"], await RawSqlite.ReadAsync(database, "PRAGMA integrity_check"));
        if (lastOfFile)
        {
            Assert.Empty(await store.VerifyAsync(WrittenBatch.Catalogue, default));
        }
    }
}
