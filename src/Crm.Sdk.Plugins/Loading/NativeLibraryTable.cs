using System.Reflection;
using System.Runtime.InteropServices;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>The native libraries that the process holds once, each with its version, its owner and the way to load it.</summary>
/// <remarks>
/// Two copies of native SQLite in one process lose acknowledged commits, because closing the file in one drops the other's locks. So a library that a manifest
/// declares <c>singleton</c> has one path for all plugins and all hosts of the process, for as long as it lives. Thread-safe.
/// </remarks>
internal sealed class NativeLibraryTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The table of this process.</summary>
    public static NativeLibraryTable Process { get; } = new();

    /// <summary>Claims a library for a plugin, or joins the claim of another for the same version.</summary>
    /// <param name="native">The library.</param>
    /// <param name="owner">The plugin.</param>
    /// <param name="hostAssembly">The assembly of a plugin that the host references: the runtime then finds the library as it does for the host. Null for a plugin from a folder.</param>
    /// <returns>What stands in the way, in words; null where the claim holds.</returns>
    public string? Claim(PluginNative native, PluginId owner, Assembly? hostAssembly)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(native.Name, out Entry? entry))
            {
                _entries.Add(native.Name, new Entry(native.Version, owner) { HostAssembly = hostAssembly });
                return null;
            }

            if (entry.Version != native.Version)
            {
                return $"the process holds {native.Name} once, and plugin {entry.Owner} has it in version {entry.Version}";
            }

            if (hostAssembly is not null && entry.HostAssembly is null)
            {
                if (entry.Handle != 0)
                {
                    return $"the process holds {native.Name} once, and has loaded it from {entry.Path} for plugin {entry.Owner}";
                }

                entry.HostAssembly = hostAssembly;
            }

            return null;
        }
    }

    /// <summary>Withdraws what a plugin from a folder claimed and nobody has loaded.</summary>
    public void Release(PluginId owner)
    {
        lock (_gate)
        {
            foreach (string name in _entries.Where(pair => pair.Value is { Handle: 0, HostAssembly: null } && pair.Value.Owner == owner).Select(pair => pair.Key).ToList())
            {
                _entries.Remove(name);
            }
        }
    }

    /// <summary>Gives the handle of a claimed library, loading it when it is first asked for.</summary>
    /// <param name="name">The bare name.</param>
    /// <param name="load">Loads it from the asking plugin's files; zero where it is not there.</param>
    /// <returns>The handle and where the library was loaded from; no path where the runtime found it for the host.</returns>
    public (nint Handle, string? Path) Load(string name, Func<(nint Handle, string? Path)> load)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(name, out Entry? entry))
            {
                return load();
            }

            if (entry.Handle == 0)
            {
                (entry.Handle, entry.Path) = entry.HostAssembly is { } host ? (NativeLibrary.Load(name, host, null), null) : load();
            }

            return (entry.Handle, entry.Path);
        }
    }

    private sealed class Entry(string version, PluginId owner)
    {
        public string Version { get; } = version;

        public PluginId Owner { get; } = owner;

        public Assembly? HostAssembly { get; set; }

        public nint Handle { get; set; }

        public string? Path { get; set; }
    }
}
