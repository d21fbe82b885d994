namespace Crm.Sdk.Plugins;

/// <summary>Whether a plugin's code can leave the process while the host runs.</summary>
public enum PluginUnload
{
    /// <summary><c>restart-required</c>: only with the process. The default, since a claim to the contrary has to be kept and is measured.</summary>
    RestartRequired,

    /// <summary><c>supported</c>: the plugin lets go of everything when it is stopped; the host loads it so that its memory can be given back.</summary>
    Supported,
}
