using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Packaging;

/// <summary>What an outsider gets: packages alone, in a folder of his own.</summary>
public sealed class PackageTests(BuiltPackages packages) : IClassFixture<BuiltPackages>
{
    private static readonly string[] Plugins = ["Crm.Sdk.Channels.Local", "Crm.Sdk.Channels.Sms", "Crm.Sdk.Channels.Smtp", "Crm.Sdk.Channels.Webhook", "Crm.Sdk.Rules.Loyalty", "Crm.Sdk.Rules.Retail", "Crm.Sdk.Rules.Scorecard", "Crm.Sdk.Storage.PostgreSql", "Crm.Sdk.Storage.Sqlite"];

    [PackagingFact]
    public void Every_package_that_the_readme_lists_is_packed_and_no_other()
    {
        string[] listed = [.. File.ReadLines(RepositoryFolder.PathOf("README.md"))
            .Where(static line => line.StartsWith("| `Crm.Sdk", StringComparison.Ordinal))
            .SelectMany(static line => line.Split('|')[1].Split(',')).Select(static name => name.Trim(' ', '`')).Order(StringComparer.Ordinal)];

        Assert.Equal(listed, packages.Ids);
    }

    [PackagingFact]
    public async Task Every_package_has_readme_licence_description_and_documentation_and_plugins_their_manifest()
    {
        Assert.All(packages.Ids, id =>
        {
            using ZipArchive package = packages.Open(id);
            string[] files = [.. package.Entries.Select(static entry => entry.FullName)];
            Assert.Contains("README.md", files);
            Assert.Contains("LICENSE", files);
            XElement metadata = XDocument.Load(package.GetEntry($"{id}.nuspec")!.Open()).Root!.Elements().Single();
            string Text(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
            Assert.Equal(("MIT", "README.md", BuiltPackages.Version), (Text("license"), Text("readme"), Text("version")));
            Assert.DoesNotContain("Package Description", Text("description"), StringComparison.Ordinal);
            if (id != "Crm.Sdk.Cli")
            {
                Assert.Equal([$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], files.Where(static file => file.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            }
        });
        foreach (string id in Plugins)
        {
            using ZipArchive package = packages.Open(id);
            using var manifest = new StreamReader(package.GetEntry("plugin.json")!.Open());
            Assert.Equal(await File.ReadAllTextAsync(Directory.EnumerateFiles(RepositoryFolder.PathOf("plugins"), "plugin.json", SearchOption.AllDirectories)
                .Single(path => !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && File.Exists(Path.Combine(Path.GetDirectoryName(path)!, $"{id}.csproj")))), await manifest.ReadToEndAsync());
        }
    }

    [PackagingFact]
    public async Task Assemblies_are_the_same_bytes_when_they_are_built_again_and_name_no_folder_of_the_machine()
    {
        byte[] packed = Assembly("Crm.Sdk.Abstractions");
        await packages.DotNetAsync(
            "build", RepositoryFolder.PathOf("src", "Crm.Sdk.Abstractions"), "-c", "Release", "--no-incremental", "--no-restore", "-p:ContinuousIntegrationBuild=true", "-p:UseSharedCompilation=true", "-nodeReuse:false");
        byte[] again = await File.ReadAllBytesAsync(RepositoryFolder.PathOf("src", "Crm.Sdk.Abstractions", "bin", "Release", "net10.0", "Crm.Sdk.Abstractions.dll"));

        Assert.Equal(Convert.ToHexString(SHA256.HashData(packed)), Convert.ToHexString(SHA256.HashData(again)));
        byte[] here = Encoding.UTF8.GetBytes(RepositoryFolder.Root);
        Assert.All(packages.Ids.Where(static id => id != "Crm.Sdk.Cli"), id => Assert.True(Assembly(id).AsSpan().IndexOf(here) < 0, $"{id} names {RepositoryFolder.Root}."));
    }

    [PackagingFact]
    public async Task The_host_of_the_documents_runs_from_packages_with_a_vendors_plugin_that_is_built_from_packages()
    {
        string plugin = await BuildSampleAsync("Acme.LapsingVip");
        Assert.DoesNotContain("Crm.Sdk.Abstractions.dll", Directory.EnumerateFiles(plugin).Select(Path.GetFileName)); // shared with the host, never brought
        await packages.WriteAsync("host/Host.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Crm.Sdk.Hosting" Version="{BuiltPackages.Version}" />
                <PackageReference Include="Crm.Sdk.Storage.Sqlite" Version="{BuiltPackages.Version}" />
                <PackageReference Include="Crm.Sdk.Rules.Retail" Version="{BuiltPackages.Version}" />
              </ItemGroup>
            </Project>
            """);
        File.Copy(RepositoryFolder.PathOf("tests", "Crm.Sdk.Samples.Tests", "Examples", "HostExample.cs"), packages.PathOf("host", "HostExample.cs"));
        await packages.WriteAsync("host/Program.cs", """
            var (labels, _) = await new Crm.Sdk.Samples.Tests.Examples.HostExample(args[0]).RunAsync(CancellationToken.None);
            foreach (var label in labels)
            {
                Console.WriteLine($"{label.Dimension}: {label.Label} by {label.Rule}");
            }
            """);
        await packages.DotNetAsync("build", packages.PathOf("host"), "-o", packages.PathOf("host", "out"), "-p:UseSharedCompilation=true", "-nodeReuse:false");
        Copy(plugin, packages.PathOf("host", "out", "plugins", "Acme.LapsingVip"));

        string said = await packages.DotNetAsync(packages.PathOf("host", "out", "Host.dll"), packages.PathOf("host", "crm.db"));

        Assert.Contains("1 customers, 14 labels changed", said, StringComparison.Ordinal);
        Assert.Contains("retention: lapsing by acme.lapsing-vip", said, StringComparison.Ordinal);
        Assert.Contains("rfm-segment: ", said, StringComparison.Ordinal);
    }

    [PackagingFact]
    public async Task The_tool_is_installed_from_its_package_and_brings_the_first_party_plugins_and_takes_a_vendors()
    {
        string store = await BuildSampleAsync("Acme.DocumentStore");
        await packages.DotNetAsync("tool", "install", "Crm.Sdk.Cli", "--version", BuiltPackages.Version, "--tool-path", packages.PathOf("tools"), "--configfile", packages.PathOf("nuget.config"));
        string crm = packages.PathOf("tools", OperatingSystem.IsWindows() ? "crm.exe" : "crm");

        Assert.Contains("plugin", await packages.RunAsync(crm, "--help"), StringComparison.Ordinal);
        Assert.Equal(
            ["crm.channels.local active", "crm.channels.sms active", "crm.channels.smtp active", "crm.channels.webhook active", "crm.models active", "crm.rules.duplicates active", "crm.rules.loyalty active", "crm.rules.retail active", "crm.storage.sqlite active"],
            await PluginsAsync("--connection", $"Data Source={packages.PathOf("none.db")}"));
        Assert.Contains("acme.storage.documents active", await PluginsAsync("--storage", "documents", "--plugins", Path.GetDirectoryName(store)!));
        string generated = await packages.RunAsync(crm, "bench", "generate", "--customers", "5", "--orders", "9", "--json", "--connection", $"Data Source={packages.PathOf("tool.db")}");
        using JsonDocument answer = JsonDocument.Parse(generated);
        Assert.Equal(5, answer.RootElement.GetProperty("customers").GetInt32());

        async Task<string[]> PluginsAsync(params string[] more)
        {
            using JsonDocument list = JsonDocument.Parse(await packages.RunAsync(crm, ["plugin", "list", "--json", .. more]));
            return [.. list.RootElement.EnumerateArray().Select(static plugin => $"{plugin.GetProperty("id").GetString()} {plugin.GetProperty("state").GetString()}").Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Builds a sample's sources outside the tree, with the package where the tree has the project, and returns the folder that would be installed.</summary>
    private async Task<string> BuildSampleAsync(string name)
    {
        string from = RepositoryFolder.PathOf("samples", name);
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj")
            {
                continue;
            }

            string text = await File.ReadAllTextAsync(file);
            const string Project = """<ProjectReference Include="../../src/Crm.Sdk.Abstractions/Crm.Sdk.Abstractions.csproj" Private="false" ExcludeAssets="runtime" />""";
            if (relative == $"{name}.csproj")
            {
                Assert.Contains(Project, text, StringComparison.Ordinal);
                text = text.Replace(Project, $"""<PackageReference Include="Crm.Sdk.Abstractions" Version="{BuiltPackages.Version}" ExcludeAssets="runtime" />""", StringComparison.Ordinal);
            }

            await packages.WriteAsync(Path.Combine("isv", name, relative), text);
        }

        string output = packages.PathOf("installed", name, name);
        await packages.DotNetAsync("build", packages.PathOf("isv", name), "-o", output, "-p:UseSharedCompilation=true", "-nodeReuse:false");
        return output;
    }

    private byte[] Assembly(string id)
    {
        using ZipArchive package = packages.Open(id);
        using Stream stream = package.GetEntry($"lib/net10.0/{id}.dll")!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
