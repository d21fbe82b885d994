using Microsoft.Extensions.Logging;

namespace Crm.Sdk.Plugins.Registration;

/// <summary>The host's logger factory as a plugin sees it: it makes loggers, and cannot be disposed of or added to.</summary>
internal sealed class HostLoggerFactory(ILoggerFactory host) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => host.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("A plugin logs to the host's providers and cannot add one; add it to the host.");

    public void Dispose()
    {
        // The host's, so not the plugin's to end.
    }
}
