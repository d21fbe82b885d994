using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Synthetic;

namespace Crm.Sdk.Benchmarks.Classes;

/// <summary>An SQLite file with the population that is classified: written, or copied of one that was.</summary>
internal static class PopulationFile
{
    public static async Task<string> MakeAsync(BenchmarkSettings settings, TrialFolder folder, CrmScope scope, CancellationToken cancellationToken)
    {
        string file = folder.NewFile();
        if (settings.Database is { } made)
        {
            File.Copy(made, file);
            return file;
        }

        await using TrialHost host = await TrialHost.StartAsync(file);
        await host.Get<PopulationWriter>().WriteAsync(scope, new Population(settings.Customers, settings.Orders).Records(), null, cancellationToken);
        return file;
    }
}
