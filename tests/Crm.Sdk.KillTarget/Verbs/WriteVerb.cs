using System.Globalization;
using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>
/// Commits from several tasks until a line comes in, then closes the store. Lines: <c>open</c>; <c>begin ID</c> before a batch is asked for and
/// <c>ack ID POSITION</c> after it was answered; <c>session WORKER NUMBER</c> after a session's commit was; <c>closing</c>; <c>closed</c>.
/// </summary>
internal static class WriteVerb
{
    private const int BatchWorkers = 4;

    public static async Task<int> RunAsync(string database, TimeSpan pause)
    {
        SqliteStore store = SqliteStores.Open(database);
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.CreateOrExtend, CancellationToken.None);
        await Console.Out.WriteLineAsync("open");
        using var stop = new CancellationTokenSource();
        ICrm crm = SessionWriter.Over(store);
        Task[] workers =
        [
            .. Enumerable.Range(0, BatchWorkers).Select(_ => Task.Run(() => RepeatAsync(() => CommitBatchAsync(store), pause, stop.Token))),
            .. Enumerable.Range(0, SessionWriter.Workers).Select(worker => Task.Run(() => RepeatAsync(() => CommitSessionAsync(new SessionWriter(crm, worker), worker), pause, stop.Token))),
        ];
        Task<string?> line = Task.Run(Console.In.ReadLineAsync);
        if (await Task.WhenAny([line, .. workers]) == line)
        {
            await stop.CancelAsync();
        }

        await Task.WhenAll(workers);
        await Console.Out.WriteLineAsync("closing");
        await store.DisposeAsync();
        await Console.Out.WriteLineAsync("closed");
        return 0;
    }

    private static async Task RepeatAsync(Func<Task> commit, TimeSpan pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await commit();
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, CancellationToken.None);
            }
        }
    }

    private static async Task CommitBatchAsync(ICrmStore store)
    {
        WrittenBatch batch = WrittenBatch.Of(RecordId.New().Value);
        await Console.Out.WriteLineAsync($"begin {batch.CommitId}");
        CommitResult result = await store.CommitAsync(batch.ToCommit(), CancellationToken.None);
        long position = result is CommitResult.Committed committed
            ? committed.Position
            : throw new InvalidOperationException($"A new batch was answered with {result}.");
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"ack {batch.CommitId} {position}"));
    }

    private static async Task CommitSessionAsync(SessionWriter writer, int worker)
    {
        int number = await writer.CommitAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"session {worker} {number}"));
    }
}
