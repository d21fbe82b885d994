namespace Crm.Sdk.Plugins;

/// <summary>A folder that is a plugin or holds plugins.</summary>
internal sealed class FolderSource(string path) : PluginSource
{
    public string Path { get; } = path;
}
