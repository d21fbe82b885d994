using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Crm.Sdk.Plugins;

/// <summary>What a host lends to its plugins. Each plugin's container gets these as instances, which it never disposes of.</summary>
public sealed class PluginHostServices
{
    private readonly Dictionary<Type, object> _further = [];

    /// <summary>The host's logging; nothing is logged by default.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Business time; the system's clock by default.</summary>
    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>Time for waiting; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The host's configuration, of which a plugin sees the section <c>Crm:Plugins:{id}</c>; null for none.</summary>
    public IConfiguration? Configuration { get; init; }

    /// <summary>Makes the meter of guarded calls; null for one of its own.</summary>
    public System.Diagnostics.Metrics.IMeterFactory? MeterFactory { get; init; }

    /// <summary>What is lent beyond these.</summary>
    internal IReadOnlyDictionary<Type, object> Further => _further;

    /// <summary>Lends one more service to all plugins.</summary>
    /// <typeparam name="T">The type that plugins ask for; of a shared assembly.</typeparam>
    /// <param name="instance">The service, thread-safe. Its disposal stays with the host.</param>
    public PluginHostServices Lend<T>(T instance)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(instance);
        _further[typeof(T)] = instance;
        return this;
    }
}
