namespace Crm.Sdk.Plugins;

/// <summary>How a plugin does.</summary>
public enum PluginHealthStatus
{
    /// <summary>Its calls succeed, or none has been made.</summary>
    Healthy,

    /// <summary>Its circuit breaker is open, or some of its calls hang.</summary>
    Degraded,

    /// <summary>It is not in use though it should be.</summary>
    Unhealthy,
}
