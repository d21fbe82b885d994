using System.Text.RegularExpressions;
using System.Xml.Linq;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Architecture.Tests.Projects;

/// <summary>The projects of the solution as they stand in the source tree.</summary>
public static partial class SolutionTree
{
    private static readonly Lazy<IReadOnlyList<ProjectFile>> LazyProjects = new(Read);

    /// <summary>All projects of the solution, in the order of their folders.</summary>
    public static IReadOnlyList<ProjectFile> Projects => LazyProjects.Value;

    /// <summary>Projects whose assemblies users get: those of src and plugins.</summary>
    public static IEnumerable<ProjectFile> Published => Projects.Where(project => project.IsSource || project.IsPlugin);

    /// <summary>The names of first-party assemblies, tests left out.</summary>
    public static IReadOnlySet<string> FirstPartyAssemblies { get; } =
        Projects.Where(project => !project.IsTest).Select(project => project.AssemblyName).ToHashSet(StringComparer.Ordinal);

    /// <summary>The C# files of a folder of the tree, build output left out, as paths from the top with slashes.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(RepositoryFolder.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The paths of csproj files that a solution file names, with slashes.</summary>
    public static IEnumerable<string> ProjectPaths(string solution) =>
        ProjectLine().Matches(solution).Select(match => match.Groups["path"].Value.Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static IReadOnlyList<ProjectFile> Read() =>
        [.. ProjectPaths(File.ReadAllText(RepositoryFolder.PathOf("Crm.Sdk.sln"))).Select(path => ProjectFile.Read(path, Load(path), Inherited(path)))];

    private static XElement[] Inherited(string projectPath) =>
        [.. new[] { "Directory.Build.props", projectPath.Split('/')[0] + "/Directory.Build.props" }.Where(path => File.Exists(RepositoryFolder.PathOf(path))).Select(Load)];

    private static XElement Load(string path) => XElement.Load(RepositoryFolder.PathOf(path));

    [GeneratedRegex("""^Project\("\{[^}]+\}"\) = "[^"]+", "(?<path>[^"]+\.csproj)",""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ProjectLine();
}
