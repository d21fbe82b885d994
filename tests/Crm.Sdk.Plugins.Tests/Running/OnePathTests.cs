using System.Reflection;
using System.Runtime.Loader;
using Crm.Sdk.Plugins.Tests.Contracts;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Running;

/// <summary>A plugin that the host references goes the same way as one from a folder.</summary>
public sealed class OnePathTests : IAsyncDisposable
{
    private readonly PluginFixture _plugins = new();

    public ValueTask DisposeAsync() => _plugins.DisposeAsync();

    public static TheoryData<string, string, string[], PluginState, string?> Cases => new()
    {
        { "one.good", PluginFixture.HelloSource, ["greeter/hello"], PluginState.Active, null },
        { "one.undeclared", PluginFixture.HelloSource, ["greeter/one", "greeter/two"], PluginState.Faulted, PluginErrorCodes.NameNeeded },
        { "one.unregistered", "public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) { } }", ["greeter/hello"], PluginState.Faulted, PluginErrorCodes.NotContributed },
        { "one.throws", "public sealed class Entry : ICrmPlugin { public Entry() => throw new InvalidOperationException(\"no\"); public void Configure(IPluginBuilder plugin) { } }", [], PluginState.Faulted, PluginErrorCodes.ConstructorFailed },
        { "one.unknown", PluginFixture.HelloSource, ["forecaster/x"], PluginState.Rejected, PluginErrorCodes.UnknownExtensionPoint },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_same_assembly_gives_the_same_report_from_a_folder_and_as_a_reference(string id, string source, string[] contributions, PluginState state, string? code)
    {
        string manifest = PluginFixture.Manifest(id, contributions: contributions);
        string folder = _plugins.Add(id, source: null, manifest);
        string path = Compiler.Compile(Path.Combine(folder, $"{id}.dll"), source, manifest: manifest);

        PluginHost fromFolder = await _plugins.StartAsync();
        PluginHost referenced = await _plugins.StartAsync(sources: [Referenced(AssemblyLoadContext.Default.LoadFromAssemblyPath(path))]);

        PluginReport one = fromFolder.Is(id, state, code), other = referenced.Is(id, state, code);
        Assert.Equal($"{id} (referenced)", other.Origin);
        Assert.Equal(Comparable(one), Comparable(other));
        Assert.Equal(fromFolder.All<IGreeter>().Select(Describe), referenced.All<IGreeter>().Select(Describe));

        static PluginReport Comparable(PluginReport report) => report with { Origin = "", Assemblies = [] };
        static (string, PluginId, int, string) Describe(Extension<IGreeter> greeter) => (greeter.Name, greeter.Owner, greeter.Priority, greeter.Instance.Greet("Ada"));
    }

    [Fact]
    public async Task A_referenced_plugin_shares_the_hosts_assemblies_and_the_report_says_so()
    {
        PluginHost host = await _plugins.StartAsync(sources: [Referenced(Build("shared.plugin"))]);

        PluginReport report = host.Is("shared.plugin", PluginState.Active);
        Assert.Equal(AssemblySource.Host, Assert.Single(report.Assemblies, binding => binding.Name == "Crm.Sdk.Abstractions").Source);
        Assert.Equal(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(Assert.Single(host.All<IGreeter>()).Instance.GetType().Assembly));
    }

    [Fact]
    public async Task A_referenced_plugin_stays_where_a_folder_has_one_of_the_same_id()
    {
        Assembly assembly = Build("both.plugin");
        _plugins.Add("both.plugin", source: null, PluginFixture.Manifest("both.plugin", version: "9.0.0", contributions: ["greeter/hello"]));

        PluginHost host = await _plugins.StartAsync(sources: [PluginSource.Folder(_plugins.Root), Referenced(assembly), Referenced(assembly)]);

        Assert.Equal(2, host.Report.Plugins.Count);
        Assert.Equal("1.0.0", host.Is("both.plugin", PluginState.Active).Version);
        PluginReport folder = Assert.Single(host.Report.Plugins, plugin => plugin.Origin == _plugins.PathOf("both.plugin"));
        Assert.Equal((PluginState.Rejected, PluginErrorCodes.DuplicateId), (folder.State, folder.Code));
    }

    [Fact]
    public async Task A_referenced_plugin_without_an_embedded_manifest_is_refused_with_what_to_write()
    {
        Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Compiler.Compile(_plugins.PathOf(".bin", "bare.plugin.dll"), PluginFixture.HelloSource));

        PluginHost host = await _plugins.StartAsync(sources: [Referenced(assembly)]);

        PluginReport report = Assert.Single(host.Report.Plugins);
        Assert.Equal((PluginState.Rejected, PluginErrorCodes.ManifestMissing), (report.State, report.Code));
        Assert.Contains("LogicalName=\"plugin.json\"", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_referenced_plugin_whose_manifest_names_another_assembly_is_refused()
    {
        string manifest = PluginFixture.Manifest("other.plugin", contributions: ["greeter/hello"]);
        Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Compiler.Compile(_plugins.PathOf(".bin", "renamed.plugin.dll"), PluginFixture.HelloSource, manifest: manifest));

        PluginHost host = await _plugins.StartAsync(sources: [Referenced(assembly)]);

        Assert.Contains("(/entryAssembly) names other.plugin.dll; expected: renamed.plugin.dll", host.Is("other.plugin", PluginState.Rejected, PluginErrorCodes.ManifestInvalid).Reason, StringComparison.Ordinal);
    }

    private Assembly Build(string id) => AssemblyLoadContext.Default.LoadFromAssemblyPath(Compiler.Compile(
        _plugins.PathOf(".bin", $"{id}.dll"), PluginFixture.HelloSource, manifest: PluginFixture.Manifest(id, contributions: ["greeter/hello"])));

    /// <summary>What <c>AddPlugin&lt;Entry&gt;()</c> makes, for a class that these tests do not know when they are compiled.</summary>
    private static PluginSource Referenced(Assembly assembly) => (PluginSource)typeof(PluginSource).GetMethod(nameof(PluginSource.Referenced))!
        .MakeGenericMethod(assembly.GetType("Entry")!).Invoke(null, null)!;
}
