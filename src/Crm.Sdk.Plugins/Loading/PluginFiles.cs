using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>Finds the assemblies and native libraries of one plugin's folder: by its <c>.deps.json</c> where there is one, then by file name.</summary>
/// <remarks>Made only after the <c>.deps.json</c> has been checked, since the runtime's resolver does not survive a bad one. Thread-safe.</remarks>
internal sealed class PluginFiles
{
    private static readonly string[] AssemblyExtensions = [".dll", ".exe"];

    private readonly string _directory;
    private readonly AssemblyDependencyResolver _resolver;

    /// <param name="entryPath">The entry assembly, as an absolute path.</param>
    /// <exception cref="InvalidOperationException">The runtime cannot read the plugin's <c>.deps.json</c>.</exception>
    public PluginFiles(string entryPath)
    {
        _directory = Path.GetDirectoryName(entryPath)!;
        _resolver = new AssemblyDependencyResolver(entryPath);
    }

    public string? FindAssembly(AssemblyName name)
    {
        if (_resolver.ResolveAssemblyToPath(name) is { } resolved && File.Exists(resolved))
        {
            return resolved;
        }

        // A file beside the entry assembly counts even where the .deps.json does not list it.
        string folder = string.IsNullOrEmpty(name.CultureName) ? _directory : Path.Combine(_directory, name.CultureName);
        foreach (string extension in AssemblyExtensions)
        {
            string path = Path.Combine(folder, name.Name + extension);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <param name="name">As managed code imports it, with or without prefix and suffix.</param>
    public string? FindNative(string name)
    {
        if (_resolver.ResolveUnmanagedDllToPath(name) is { } resolved && File.Exists(resolved))
        {
            return resolved;
        }

        if (name.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return null; // a path is the runtime's to judge
        }

        string rid = RuntimeInformation.RuntimeIdentifier;
        foreach (string folder in (ReadOnlySpan<string>)[_directory, Path.Combine(_directory, "runtimes", rid, "native"), Path.Combine(_directory, "runtimes", PortableRid, "native")])
        {
            foreach (string file in NativeFileNames(name))
            {
                string path = Path.Combine(folder, file);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    /// <summary>A native library's name without the prefix and suffix of a platform, which is how manifests name it.</summary>
    public static string BareNativeName(string name)
    {
        foreach (string suffix in (ReadOnlySpan<string>)[".dll", ".so", ".so.1", ".dylib"])
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                name = name[..^suffix.Length];
                break;
            }
        }

        return name.Length > 3 && name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name;
    }

    private static string PortableRid
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static string[] NativeFileNames(string name) =>
        OperatingSystem.IsWindows() ? [name, $"{name}.dll"]
        : OperatingSystem.IsMacOS() ? [name, $"lib{name}.dylib", $"{name}.dylib", $"lib{name}"]
        : [name, $"lib{name}.so", $"{name}.so", $"lib{name}.so.1", $"{name}.so.1", $"lib{name}"];
}
