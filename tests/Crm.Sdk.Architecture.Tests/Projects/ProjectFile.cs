using System.Xml.Linq;

namespace Crm.Sdk.Architecture.Tests.Projects;

/// <summary>What a csproj says, together with the Directory.Build.props files above it: its name, its output and what it refers to.</summary>
/// <param name="Folder">Relative to the top of the tree, with slashes: <c>src/Crm.Sdk</c>.</param>
/// <param name="AssemblyName">Without <c>.dll</c>.</param>
/// <param name="RootNamespace">The namespace of its top folder.</param>
/// <param name="Projects">Names of the projects it compiles against; projects that it only builds first or copies as plugin folders are not among them.</param>
/// <param name="Packages">Names of its packages, those for the compiler alone (analyzers) left out.</param>
public sealed record ProjectFile(string Folder, string AssemblyName, string RootNamespace, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    /// <summary>The name of the csproj without its ending; how the other projects' references name it.</summary>
    public required string Name { get; init; }

    public bool IsSource => Folder.StartsWith("src/", StringComparison.Ordinal);

    public bool IsPlugin => Folder.StartsWith("plugins/", StringComparison.Ordinal);

    public bool IsSample => Folder.StartsWith("samples/", StringComparison.Ordinal);

    public bool IsTest => Folder.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Reads a project.</summary>
    /// <param name="relativePath">The csproj's path from the top of the tree, with slashes.</param>
    /// <param name="project">Its content.</param>
    /// <param name="inherited">The contents of the Directory.Build.props files that apply to it.</param>
    public static ProjectFile Read(string relativePath, XElement project, params IReadOnlyList<XElement> inherited)
    {
        string name = Path.GetFileNameWithoutExtension(relativePath);
        XElement[] all = [.. inherited, project];
        return new ProjectFile(
            Path.GetDirectoryName(relativePath)!.Replace('\\', '/'),
            Property("AssemblyName") ?? name,
            Property("RootNamespace") ?? name,
            [.. Items("ProjectReference").Where(CompilesAgainst).Select(NameOf).Where(reference => reference != name).Distinct().Order(StringComparer.Ordinal)],
            [.. Items("PackageReference").Where(item => (string?)item.Attribute("PrivateAssets") != "all").Select(item => Include(item)).Distinct().Order(StringComparer.Ordinal)])
        {
            Name = name,
        };

        string? Property(string property) => all.SelectMany(file => file.Descendants(property)).LastOrDefault()?.Value;

        IEnumerable<XElement> Items(string item) => all.SelectMany(file => file.Descendants(item)).Where(element => element.Attribute("Include") is not null);
    }

    private static bool CompilesAgainst(XElement reference) => !string.Equals((string?)reference.Attribute("ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(XElement reference) => Path.GetFileNameWithoutExtension(Include(reference).Replace('\\', '/'));

    private static string Include(XElement item) => item.Attribute("Include")!.Value;
}
