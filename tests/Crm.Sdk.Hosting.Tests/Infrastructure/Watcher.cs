using Crm.Sdk.Hosting.Tests.Plugins;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.Hosting;

namespace Crm.Sdk.Hosting.Tests.Infrastructure;

/// <summary>A service of the host's own that uses what plugins contribute, from its start to its stop.</summary>
internal sealed class Watcher(IExtensions extensions) : IHostedService
{
    public int AtStart { get; private set; } = -1;

    public int AtStop { get; private set; } = -1;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        AtStart = extensions.All<IGreeter>().Count;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        AtStop = extensions.All<IGreeter>().Count;
        return Task.CompletedTask;
    }
}
