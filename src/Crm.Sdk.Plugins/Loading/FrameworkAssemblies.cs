using System.Reflection;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>The assemblies of the .NET runtime that the host runs on, as opposed to those that the host's program brings.</summary>
internal static class FrameworkAssemblies
{
    private static readonly Dictionary<string, string> Paths = Read();

    public static string? Find(string simpleName) => Paths.GetValueOrDefault(simpleName);

    public static Version? VersionOf(string simpleName) =>
        Find(simpleName) is { } path ? AssemblyName.GetAssemblyName(path).Version : null;

    private static Dictionary<string, string> Read()
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? string.Empty;
        string program = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        bool selfContained = string.Equals(runtime, program, StringComparison.Ordinal);

        // …/shared/Microsoft.NETCore.App/10.0.0: other shared frameworks lie beside it.
        string shared = Path.GetDirectoryName(Path.GetDirectoryName(runtime)) ?? runtime;
        foreach (string path in (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            bool framework = selfContained
                ? IsNamedLikeFramework(name)
                : path.StartsWith(shared + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            if (framework)
            {
                paths.TryAdd(name, path);
            }
        }

        return paths;
    }

    /// <summary>In a self-contained program everything lies in one folder, and only the names tell.</summary>
    private static bool IsNamedLikeFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name is "System" or "mscorlib" or "netstandard" or "WindowsBase" or "Microsoft.CSharp" or "Microsoft.VisualBasic" or "Microsoft.VisualBasic.Core"
            or "Microsoft.Win32.Primitives" or "Microsoft.Win32.Registry";
}
