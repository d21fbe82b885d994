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

    public static async Task<TrialHost> StartAsync(string path)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddCrm(crm => crm.UseSqlite($"Data Source={path}").AddRetailRules().AddDuplicateRules());
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
