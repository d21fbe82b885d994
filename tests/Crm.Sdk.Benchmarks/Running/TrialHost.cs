using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crm.Sdk.Benchmarks.Running;

/// <summary>A host over an SQLite file, as any application would build it.</summary>
internal sealed class TrialHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TrialHost(IHost host, string path)
    {
        _host = host;
        Path = path;
    }

    public string Path { get; }

    /// <param name="path">The file.</param>
    /// <param name="duplicates">Whether the duplicate rules are there; a baseline that looks nobody up is compared with a host without them.</param>
    public static async Task<TrialHost> StartAsync(string path, bool duplicates = false)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddCrm(crm => crm.UseSqlite($"Data Source={path}").AddRetailRules());
        if (duplicates)
        {
            builder.Services.AddCrm(static crm => crm.AddDuplicateRules());
        }

        IHost host = builder.Build();
        await host.StartAsync();
        return new TrialHost(host, path);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
