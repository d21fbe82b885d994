using System.Globalization;
using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>Asks the store's clock on a machine whose own is ahead, commits, says the answer in microseconds, and waits for the kill.</summary>
internal static class ClockVerb
{
    public static async Task<int> RunAsync(string database, TimeSpan ahead)
    {
        await using SqliteStore store = SqliteStores.Open(database, time: new ShiftedTime(ahead));
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.CreateOrExtend, CancellationToken.None);
        long now = (await store.NowAsync(CancellationToken.None)).ToUnixMicroseconds();
        await store.CommitAsync(WrittenBatch.Of(RecordId.New().Value).ToCommit(), CancellationToken.None);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"now {now}"));
        await Console.In.ReadLineAsync();
        return 0;
    }
}
