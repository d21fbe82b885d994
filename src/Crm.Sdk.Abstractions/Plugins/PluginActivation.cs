namespace Crm.Sdk.Plugins;

/// <summary>When a host makes a contribution's instance.</summary>
public enum PluginActivation
{
    /// <summary><c>startup</c>: while the plugins are started, so that what is wrong with it is known at once.</summary>
    Startup,

    /// <summary><c>on-demand</c>: the plugin can do with being made later, when it is first asked for; a host may still make it at start.</summary>
    OnDemand,
}
