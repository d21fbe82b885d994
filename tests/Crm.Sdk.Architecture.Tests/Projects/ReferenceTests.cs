using System.Xml.Linq;
using Crm.Sdk.Architecture.Tests.Api;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Architecture.Tests.Projects;

public sealed class ReferenceTests
{
    public static TheoryData<string> NonTestProjects => [.. SolutionTree.Projects.Where(project => !project.IsTest).Select(project => project.Folder)];

    [Theory]
    [MemberData(nameof(NonTestProjects))]
    public void A_project_file_refers_only_to_what_the_table_allows(string folder)
    {
        ProjectFile project = Project(folder);
        Rule.Holds(ReferenceTable.For(folder).Broken(project));
    }

    [Theory]
    [MemberData(nameof(NonTestProjects))]
    public void A_built_assembly_uses_only_what_the_table_allows(string folder)
    {
        ProjectFile project = Project(folder);
        using var assembly = AssemblyMetadata.Open(RepositoryFolder.BuiltAssembly(folder, project.AssemblyName));
        Assert.NotEmpty(assembly.References);
        Rule.Holds(ReferenceTable.For(folder).Broken(project, assembly.References, SolutionTree.FirstPartyAssemblies));
    }

    [Fact]
    public void Every_project_of_the_tree_is_in_the_solution()
    {
        string[] onDisk = [.. new[] { "src", "plugins", "samples", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(RepositoryFolder.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetDirectoryName(Path.GetRelativePath(RepositoryFolder.Root, path))!.Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(onDisk, SolutionTree.Projects.Select(project => project.Folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_solution_stays_small_enough_to_build_quickly() => Assert.InRange(SolutionTree.Projects.Count, 1, 35);

    [Fact]
    public void A_plugin_that_refers_to_the_core_is_found_in_its_file()
    {
        ProjectFile plugin = Read("plugins/Rules.Acme/Crm.Sdk.Rules.Acme.csproj", """
            <Project><ItemGroup>
              <ProjectReference Include="..\..\src\Crm.Sdk\Crm.Sdk.csproj" />
              <ProjectReference Include="../../src/Crm.Sdk.Hosting/Crm.Sdk.Hosting.csproj" ReferenceOutputAssembly="false" />
              <PackageReference Include="NodaTime" />
            </ItemGroup></Project>
            """);
        Assert.Equal(["plugins/Rules.Acme refers to project Crm.Sdk"], ReferenceTable.For(plugin.Folder).Broken(plugin));
    }

    [Fact]
    public void A_package_outside_the_table_is_found_in_a_file_and_in_an_assembly()
    {
        ProjectFile hosting = Read("src/Crm.Sdk.Hosting/Crm.Sdk.Hosting.csproj", """<Project><ItemGroup><PackageReference Include="Npgsql" /></ItemGroup></Project>""");
        ReferenceRule rule = ReferenceTable.For(hosting.Folder);
        Assert.Equal(["src/Crm.Sdk.Hosting refers to package Npgsql"], rule.Broken(hosting));
        Assert.Equal(
            ["Crm.Sdk.Hosting.dll uses Microsoft.EntityFrameworkCore", "Crm.Sdk.Hosting.dll uses Crm.Sdk.Storage.Sqlite"],
            rule.Broken(hosting, ["System.Runtime", "Microsoft.EntityFrameworkCore", "Crm.Sdk", "Crm.Sdk.Storage.Sqlite"], SolutionTree.FirstPartyAssemblies));
    }

    [Fact]
    public void What_a_folder_of_projects_inherits_counts_as_its_own()
    {
        XElement inherited = XElement.Parse("""<Project><ItemGroup><ProjectReference Include="$(RepositoryRoot)src/Crm.Sdk.Plugins/Crm.Sdk.Plugins.csproj" /></ItemGroup></Project>""");
        var plugin = ProjectFile.Read("plugins/Rules.Acme/Crm.Sdk.Rules.Acme.csproj", XElement.Parse("<Project />"), inherited);
        Assert.Single(ReferenceTable.For(plugin.Folder).Broken(plugin));
    }

    private static ProjectFile Project(string folder) => SolutionTree.Projects.Single(project => project.Folder == folder);

    private static ProjectFile Read(string path, string content) => ProjectFile.Read(path, XElement.Parse(content));
}
