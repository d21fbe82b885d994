using System.IO.Compression;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Packaging;

/// <summary>
/// Every package of the tree, packed once into a folder feed, and a workshop that knows the tree by these packages only: its own package folder, and a <c>nuget.config</c>
/// that names the feed beside the sources that the machine has.
/// </summary>
public sealed class BuiltPackages : IAsyncLifetime, IAsyncDisposable
{
    public const string Version = "0.1.0";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5); // against hanging only; a busy machine may take its time

    private readonly TempFolder _folder = new();

    /// <summary>The folder feed.</summary>
    public string Feed => PathOf("feed");

    /// <summary>The names of the packages that were packed.</summary>
    public string[] Ids => [.. Directory.EnumerateFiles(Feed, "*.nupkg").Select(static file => Path.GetFileNameWithoutExtension(file)[..^(Version.Length + 1)]).Order(StringComparer.Ordinal)];

    /// <summary>A file or folder of the workshop.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) => _folder.PathOf(parts);

    /// <summary>Writes a file of the workshop.</summary>
    public Task<string> WriteAsync(string path, string content) => _folder.WriteAsync(path, content);

    /// <summary>Opens a package.</summary>
    public ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.nupkg"));

    /// <summary>Runs the .NET command line in the workshop; what it says is the failure where it does not end well.</summary>
    public Task<string> DotNetAsync(params string[] arguments) => RunAsync("dotnet", arguments, _folder.Root);

    /// <summary>Runs a program in the workshop.</summary>
    public Task<string> RunAsync(string program, params string[] arguments) => RunAsync(program, arguments, _folder.Root);

    public async Task InitializeAsync()
    {
        if (!PackagingFactAttribute.IsAsked)
        {
            return;
        }

        Directory.CreateDirectory(Feed);
        await WriteAsync("nuget.config", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources>
                <add key="packed-by-the-test" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        await WriteAsync("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>$(NoWarn);NU1507</NoWarn>
                <WarningsNotAsErrors>$(WarningsNotAsErrors);NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
              </PropertyGroup>
            </Project>
            """);
        await RunAsync("dotnet", ["pack", "Crm.Sdk.sln", "-c", "Release", "-o", Feed, "-p:ContinuousIntegrationBuild=true", "-p:UseSharedCompilation=true", "-nodeReuse:false"], RepositoryFolder.Root, ownPackages: false);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    private async Task<string> RunAsync(string program, string[] arguments, string folder, bool ownPackages = true)
    {
        var environment = new Dictionary<string, string?>
        {
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1", // a node that stays would hold the pipes of this run
        };
        if (ownPackages)
        {
            environment["NUGET_PACKAGES"] = PathOf("packages");
        }

        await using Child child = Child.Start(program, arguments, environment, folder);
        string output = string.Join('\n', await child.ReadToEndAsync(Limit));
        int exit = await child.WaitForExitAsync(Limit);
        Assert.True(exit == 0, $"{program} {string.Join(' ', arguments)} ended with {exit}.\n{output}\n{child.ErrorText}");
        return output;
    }
}
