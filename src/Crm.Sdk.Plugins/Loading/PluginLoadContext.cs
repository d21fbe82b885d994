using System.Reflection;
using System.Runtime.Loader;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>The load context of one plugin: shared assemblies from the host, exports from the plugins it depends on, everything else from its own folder.</summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private readonly SharedAssemblies _shared;
    private readonly IReadOnlyDictionary<string, AssemblyLoadContext> _exports;
    private readonly PluginFiles _files;
    private readonly NativeLibraryTable _natives;
    private readonly HashSet<string> _singletons;
    private readonly BindingLog _log;

    /// <param name="manifest">The plugin's manifest; the context is named after its id.</param>
    /// <param name="files">The plugin's files.</param>
    /// <param name="collectible">Whether the context can be unloaded.</param>
    /// <param name="shared">What comes from the host.</param>
    /// <param name="exports">The assemblies that come from other plugins, by simple name.</param>
    /// <param name="natives">The process's native libraries.</param>
    /// <param name="log">Where each binding is written to.</param>
    public PluginLoadContext(
        PluginManifest manifest,
        PluginFiles files,
        bool collectible,
        SharedAssemblies shared,
        IReadOnlyDictionary<string, AssemblyLoadContext> exports,
        NativeLibraryTable natives,
        BindingLog log)
        : base(manifest.Id.Value, collectible)
    {
        _shared = shared;
        _exports = exports;
        _files = files;
        _natives = natives;
        _singletons = manifest.Natives.Where(native => native.Singleton).Select(native => native.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _log = log;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        bool satellite = !string.IsNullOrEmpty(assemblyName.CultureName);
        if (!satellite && _shared.Find(name) is { } shared)
        {
            _log.Bind(name, assemblyName.Version, shared.GetName().Version, AssemblySource.Shared, NullIfEmpty(shared.Location), "its types cross the border to the host");
            return shared;
        }

        if (!satellite && _exports.TryGetValue(name, out AssemblyLoadContext? exporter))
        {
            Assembly exported = exporter.LoadFromAssemblyName(new AssemblyName(name));
            _log.Bind(name, assemblyName.Version, exported.GetName().Version, AssemblySource.Export, NullIfEmpty(exported.Location), $"exported by {exporter.Name}");
            return exported;
        }

        string? path = _files.FindAssembly(assemblyName);
        if (path is not null && (satellite || !IsOlderThanFramework(name, path)))
        {
            Assembly own = LoadFromAssemblyPath(path);
            if (!satellite)
            {
                _log.Bind(name, assemblyName.Version, own.GetName().Version, AssemblySource.Private, path, "in the plugin's folder");
            }

            return own;
        }

        if (satellite)
        {
            return null; // the runtime asks for every culture and does without
        }

        if (FrameworkAssemblies.Find(name) is { } framework)
        {
            string reason = path is null ? "part of the .NET runtime" : "part of the .NET runtime, which has it at least as new as the plugin's folder";
            _log.Bind(name, assemblyName.Version, FrameworkAssemblies.VersionOf(name), AssemblySource.Framework, framework, reason);
            return null; // the default context gives it
        }

        // Not from the host's program, even where it has one: the plugin would work here and nowhere else.
        _log.Bind(name, assemblyName.Version, null, AssemblySource.Missing, null, "neither shared by the host, nor in the plugin's folder, nor part of .NET");
        throw new FileNotFoundException(
            $"Plugin {Name} needs the assembly {name} {assemblyName.Version}, which is neither shared by the host nor in the plugin's folder nor part of .NET. Put {name}.dll into the folder.",
            name);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string bare = PluginFiles.BareNativeName(unmanagedDllName);
        bool singleton = _singletons.Contains(bare);
        (nint handle, string? path) = singleton ? _natives.Load(bare, LoadOwn) : LoadOwn();
        if (handle != 0)
        {
            _log.Bind(
                bare, null, null, singleton ? AssemblySource.Singleton : AssemblySource.Private, path,
                singleton ? "the process holds one copy" : "in the plugin's folder");
        }

        return handle; // zero lets the runtime look among the system's libraries

        (nint Handle, string? Path) LoadOwn() =>
            _files.FindNative(unmanagedDllName) is { } path ? (LoadUnmanagedDllFromPath(path), path) : (0, null);
    }

    private static bool IsOlderThanFramework(string name, string path) =>
        FrameworkAssemblies.Find(name) is not null && AssemblyName.GetAssemblyName(path).Version <= FrameworkAssemblies.VersionOf(name);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
