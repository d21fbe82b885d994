using NuGet.Versioning;

namespace Crm.Sdk.Plugins.Discovery;

/// <summary>A plugin on its way through the stages: what was found, what is known of it, and whether it is out.</summary>
/// <remarks>Used by the starting flow alone until the plugins are published.</remarks>
internal sealed class PluginCandidate
{
    public PluginCandidate(string directory, string origin, ReferencedSource? referenced)
    {
        Directory = directory;
        Origin = origin;
        Referenced = referenced;
    }

    /// <summary>The folder of the plugin's files, as an absolute path.</summary>
    public string Directory { get; }

    public string Origin { get; }

    /// <summary>The entry class, where the host references the plugin; null for one from a folder.</summary>
    public ReferencedSource? Referenced { get; }

    /// <summary>Null until it has been read, and where it could not be.</summary>
    public PluginManifest? Manifest { get; set; }

    public NuGetVersion Version => NuGetVersion.Parse(Manifest!.Version);

    public List<string> Notes { get; } = [];

    /// <summary>Null while nothing stands in the way.</summary>
    public PluginOutcome? Outcome { get; private set; }

    public bool IsPending => Outcome is null;

    /// <summary>The path of the entry assembly of a plugin from a folder.</summary>
    public string EntryPath => Path.Combine(Directory, Manifest!.EntryAssembly);

    /// <summary>Takes the plugin out. The first outcome stays.</summary>
    public void Leave(PluginState state, string code, string reason) => Outcome ??= new PluginOutcome(state, code, reason);
}
