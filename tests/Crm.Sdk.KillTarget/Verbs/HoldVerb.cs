using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>Commits once, and so takes the right to write, and keeps it until a line comes in.</summary>
internal static class HoldVerb
{
    public static async Task<int> RunAsync(string database)
    {
        await using (SqliteStore store = SqliteStores.Open(database))
        {
            await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.CreateOrExtend, CancellationToken.None);
            await store.CommitAsync(WrittenBatch.Of(RecordId.New().Value).ToCommit(), CancellationToken.None);
            await Console.Out.WriteLineAsync("held");
            await Console.In.ReadLineAsync();
        }

        await Console.Out.WriteLineAsync("released");
        return 0;
    }
}
