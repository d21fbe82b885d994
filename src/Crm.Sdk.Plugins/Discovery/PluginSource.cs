using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Plugins;

/// <summary>Where a host gets plugins from.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public abstract class PluginSource
{
    private protected PluginSource()
    {
    }

    /// <summary>The plugins of a folder: the folder itself where it holds a <c>plugin.json</c>, otherwise each folder in it whose name does not begin with a dot.</summary>
    /// <param name="path">An absolute path, or one relative to the folder of the host's program.</param>
    public static PluginSource Folder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new FolderSource(Path.GetFullPath(path, AppContext.BaseDirectory));
    }

    /// <summary>A plugin that the host references; its assembly embeds its manifest as the resource <c>plugin.json</c>.</summary>
    /// <typeparam name="TPlugin">The plugin's entry class.</typeparam>
    public static PluginSource Referenced<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TPlugin>()
        where TPlugin : class, ICrmPlugin, new() => new ReferencedSource(typeof(TPlugin), static () => new TPlugin());
}
