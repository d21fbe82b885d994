using System.IO.Enumeration;

namespace Crm.Sdk.Architecture.Tests.Projects;

/// <summary>One line of the reference table: what a project may compile against.</summary>
/// <param name="Folder">The project's folder, or a pattern with <c>*</c>.</param>
/// <param name="FirstParty">Names of our projects (and their assemblies) it may use, <c>*</c> for any.</param>
/// <param name="Packages">Names of packages it may use, <c>*</c> standing for any characters; transitive ones count when code uses them.</param>
public sealed record ReferenceRule(string Folder, IReadOnlyList<string> FirstParty, IReadOnlyList<string> Packages)
{
    public bool AppliesTo(string folder) => Matches(Folder, folder);

    public bool AllowsFirstParty(string name) => FirstParty.Any(pattern => Matches(pattern, name));

    public bool AllowsPackage(string name) => Packages.Any(pattern => Matches(pattern, name));

    /// <summary>What a project's file refers to that the rule does not allow, each as a sentence.</summary>
    public IEnumerable<string> Broken(ProjectFile project) =>
        project.Projects.Where(name => !AllowsFirstParty(name)).Select(name => $"{project.Folder} refers to project {name}")
            .Concat(project.Packages.Where(name => !AllowsPackage(name)).Select(name => $"{project.Folder} refers to package {name}"));

    /// <summary>What a built assembly uses that the rule does not allow, each as a sentence.</summary>
    /// <param name="project">The project it was built from.</param>
    /// <param name="references">The names of the assemblies that its metadata refers to.</param>
    /// <param name="firstParty">The names of our assemblies.</param>
    public IEnumerable<string> Broken(ProjectFile project, IEnumerable<string> references, IReadOnlySet<string> firstParty) => references
        .Where(name => !IsFramework(name) && !(firstParty.Contains(name) ? AllowsFirstParty(name) : AllowsPackage(name)))
        .Select(name => $"{project.AssemblyName}.dll uses {name}");

    private static bool IsFramework(string assembly) =>
        assembly is "System" or "mscorlib" or "netstandard" or "Microsoft.CSharp"
        || (assembly.StartsWith("System.", StringComparison.Ordinal) && !assembly.StartsWith("System.CommandLine", StringComparison.Ordinal))
        || assembly.StartsWith("Microsoft.Win32.", StringComparison.Ordinal);

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
