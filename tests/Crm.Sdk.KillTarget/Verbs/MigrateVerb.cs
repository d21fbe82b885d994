using Crm.Sdk.KillTarget.Models;
using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.Storage.Sqlite;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>Brings a store of <see cref="GrowingModel.Old"/> up to <see cref="GrowingModel.New"/>.</summary>
internal static class MigrateVerb
{
    public static async Task<int> RunAsync(string database)
    {
        await using SqliteStore store = SqliteStores.Open(database);
        await store.MigrateAsync(GrowingModel.New, new ProgressLines(), CancellationToken.None);
        await Console.Out.WriteLineAsync("migrated");
        return 0;
    }
}
