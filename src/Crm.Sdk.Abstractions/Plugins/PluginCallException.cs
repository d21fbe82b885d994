namespace Crm.Sdk.Plugins;

/// <summary>A guarded call into a plugin that the guard refused or gave up.</summary>
/// <remarks>Immutable and thread-safe; holds nothing of the plugin.</remarks>
public sealed class PluginCallException : CrmException
{
    /// <summary>Makes an error.</summary>
    /// <param name="code">CRM57xx.</param>
    /// <param name="plugin">The plugin.</param>
    /// <param name="started">Whether the call had begun.</param>
    /// <param name="message">One clear sentence.</param>
    public PluginCallException(string code, PluginId plugin, bool started, string message)
        : base(code, message)
    {
        Plugin = plugin;
        Started = started;
    }

    /// <summary>The plugin.</summary>
    public PluginId Plugin { get; }

    /// <summary>
    /// Whether the plugin had begun the call. False (refused by breaker, concurrency limit, depth limit or quarantine) means that nothing was done; true
    /// (deadline passed) means that the outcome is unknown.
    /// </summary>
    public bool Started { get; }
}
