namespace Crm.Sdk.Plugins;

/// <summary>How a plugin uses what a permission is about.</summary>
public enum PluginAccess
{
    /// <summary><c>read</c>: it only reads.</summary>
    Read,

    /// <summary><c>write</c>: it reads and writes.</summary>
    Write,
}
