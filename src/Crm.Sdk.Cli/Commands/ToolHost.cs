using Crm.Sdk.Cli.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crm.Sdk.Cli.Commands;

/// <summary>The host of one call: the same public SDK as any host, with the storage and the plugins that the call names.</summary>
internal sealed class ToolHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ToolHost(IHost host) => _host = host;

    public static async Task<ToolHost> StartAsync(CommandContext call, CancellationToken cancellationToken, bool needsStore = true)
    {
        IHost host = Build(call, needsStore);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ToolHost(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _host.Dispose();
        }
    }

    private static IHost Build(CommandContext call, bool needsStore)
    {
        ToolSettings settings = call.Settings;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "crm" });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(settings.Verbose ? LogLevel.Information : LogLevel.Warning);
        builder.Services.AddCrm(crm =>
        {
            switch (settings.Storage)
            {
                case "sqlite":
                    crm.UseSqlite(settings.Connection).ConfigurePlugin("crm.storage.sqlite", "WriterWait", settings.Wait.ToTimeSpan().ToString("c"));
                    break;
            }

            crm.AddRetailRules();
            foreach (string folder in settings.PluginFolders)
            {
                crm.AddPluginsFrom(Path.GetFullPath(folder));
            }
        });
        builder.Services.Configure<Hosting.CrmOptions>(options =>
        {
            options.Slots["storage"] = settings.Storage;
            options.Schema = needsStore ? options.Schema : Hosting.SchemaPolicy.Leave;
        });
        return builder.Build();
    }
}
