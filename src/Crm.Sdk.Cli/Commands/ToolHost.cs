using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary>The host of one call: the same public SDK as any host, with the storage and the plugins that the call names.</summary>
internal sealed class ToolHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _storage;

    private ToolHost(IHost host, string storage)
    {
        _host = host;
        _storage = storage;
    }

    public static async Task<ToolHost> StartAsync(CommandContext call, CancellationToken cancellationToken, bool needsStore = true, Action<ICrmBuilder>? schedules = null)
    {
        IHost host = Build(call, needsStore, schedules);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ToolHost(host, call.Settings.Storage);
        }
        catch
        {
            await DisposeAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    public T Get<T>()
        where T : notnull
    {
        try
        {
            return _host.Services.GetRequiredService<T>();
        }
        catch (CrmException failure) when (failure.Code == CoreErrorCodes.NoStore && !_host.Services.GetRequiredService<PluginHost>().Report.Plugins.Any(static plugin => plugin.State == PluginState.Faulted))
        {
            throw new CallException($"--storage: there is no storage plugin '{_storage}'; sqlite is built in, others come from a folder of --plugins.");
        }
    }

    /// <summary>Waits for the end that a signal or the caller asks for.</summary>
    public async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await DisposeAsync(_host).ConfigureAwait(false);
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }
    }

    private static ICrmBuilder UseSqlite(ICrmBuilder crm, string connection)
    {
        try
        {
            return crm.UseSqlite(connection);
        }
        catch (CrmException wrong) when (wrong.Code == StorageErrorCodes.BadConnection)
        {
            throw new CallException($"--connection: {wrong.Message}");
        }
    }

    private static IHost Build(CommandContext call, bool needsStore, Action<ICrmBuilder>? schedules)
    {
        ToolSettings settings = call.Settings;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "crm" });
        builder.Configuration.AddConfiguration(settings.Configuration);
        AddLogging(builder.Logging, settings.Verbose);
        builder.Services.AddSingleton(ContactPolicy.Standard with { Zone = settings.Zone });
        builder.Services.AddCrm(crm =>
        {
            switch (settings.Storage)
            {
                case "sqlite":
                    UseSqlite(crm, settings.Connection).ConfigurePlugin("crm.storage.sqlite", "WriterWait", settings.Wait.ToTimeSpan().ToString("c"));
                    break;
                case "postgresql":
                    crm.UsePostgreSql(settings.Connection);
                    break;
            }

            crm.AddRetailRules().AddLoyaltyRules().AddDuplicateRules().AddLocalChannels().AddSmtpChannel().AddSmsChannel().AddWebhookChannels().AddBuiltInModels();
            foreach (string folder in settings.PluginFolders)
            {
                crm.AddPluginsFrom(Path.GetFullPath(folder));
            }

            schedules?.Invoke(crm); // no other command runs any: a command line must not send by accident
        });
        builder.Services.Configure<Hosting.CrmOptions>(options =>
        {
            options.Slots["storage"] = settings.Storage;
            options.Schema = needsStore ? options.Schema : Hosting.SchemaPolicy.Leave;
        });
        return builder.Build();
    }

    private static void AddLogging(ILoggingBuilder logging, bool verbose)
    {
        logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = verbose ? ConsoleFormatterNames.Simple : LineFormatter.LineName;
        });
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning);
        if (!verbose)
        {
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // what keeps the host from starting is the tool's own last word
        }
    }
}
