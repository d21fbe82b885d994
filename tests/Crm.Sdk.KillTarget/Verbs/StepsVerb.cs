using Crm.Sdk.KillTarget.Models;
using Crm.Sdk.KillTarget.Stores;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>Runs <see cref="WeighAgain"/> once over every parcel.</summary>
internal static class StepsVerb
{
    public static async Task<int> RunAsync(string database)
    {
        await using var store = new SteppedStore(database, new WeighAgain());
        await store.MigrateAsync(GrowingModel.Old, new ProgressLines(), CancellationToken.None);
        await Console.Out.WriteLineAsync("done");
        return 0;
    }
}
