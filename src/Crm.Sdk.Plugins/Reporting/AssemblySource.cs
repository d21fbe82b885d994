namespace Crm.Sdk.Plugins;

/// <summary>Where an assembly or native library that a plugin asked for came from.</summary>
public enum AssemblySource
{
    /// <summary>The plugin's own folder; other plugins do not see it.</summary>
    Private,

    /// <summary>The host, because its types cross the border between host and plugin.</summary>
    Shared,

    /// <summary>The .NET runtime's shared frameworks.</summary>
    Framework,

    /// <summary>Another plugin that exports it.</summary>
    Export,

    /// <summary>The host's own assemblies, since the plugin is referenced by the host.</summary>
    Host,

    /// <summary>The one copy of a native library that the process holds.</summary>
    Singleton,

    /// <summary>Nowhere.</summary>
    Missing,
}
