using System.Runtime.Loader;
using Crm.Sdk.Plugins.Tests.Contracts;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Loading;

/// <summary>What of a plugin is its own, and what it has in common with the host and with others.</summary>
public sealed class LoadingTests : IAsyncDisposable
{
    private readonly PluginFixture _plugins = new();

    public ValueTask DisposeAsync() => _plugins.DisposeAsync();

    [Fact]
    public async Task Two_plugins_each_have_their_own_version_of_one_private_dependency()
    {
        foreach ((string id, string version) in new[] { ("a.first", "1.0.0.0"), ("b.second", "2.0.0.0") })
        {
            string library = Compiler.Compile(
                _plugins.PathOf(".lib", version, "Acme.Words.dll"),
                $$"""namespace Acme { public static class Words { public static string Version => "{{version}} " + typeof(Words).Assembly.GetName().Version; } }""", version: version);
            string folder = _plugins.Add(id, """
                public sealed class Hello : IGreeter { public string Greet(string name) => Acme.Words.Version; }
                public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
                """, references: [library]);
            File.Copy(library, Path.Combine(folder, "Acme.Words.dll"));
        }

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal(["1.0.0.0 1.0.0.0", "2.0.0.0 2.0.0.0"], host.All<IGreeter>().Select(greeter => greeter.Instance.Greet("you")));
        AssemblyBinding binding = Assert.Single(host.Is("b.second", PluginState.Active).Assemblies, binding => binding.Name == "Acme.Words");
        Assert.Equal(
            ("2.0.0.0", "2.0.0.0", AssemblySource.Private, _plugins.PathOf("b.second", "Acme.Words.dll"), "b.second"),
            (binding.Requested, binding.Given, binding.Source, binding.Path, Assert.Single(binding.RequestedBy)));
    }

    [Fact]
    public async Task Shared_types_are_the_hosts_even_where_the_plugin_brings_a_copy()
    {
        string folder = _plugins.Add("a.copies", """
            public sealed class Hello(IClock clock, ILoggerFactory logs) : IGreeter
            {
                public string Greet(string name) => typeof(IClock).Assembly.Location + "|" + (clock is IClock) + (logs is ILoggerFactory);
            }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """);
        foreach (string name in new[] { "NodaTime.dll", "Crm.Sdk.Abstractions.dll", "Microsoft.Extensions.Logging.Abstractions.dll" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(folder, name));
        }

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal($"{typeof(NodaTime.IClock).Assembly.Location}|TrueTrue", Assert.Single(host.All<IGreeter>()).Instance.Greet("you"));
        AssemblyBinding binding = Assert.Single(host.Is("a.copies", PluginState.Active).Assemblies, binding => binding.Name == "NodaTime");
        Assert.Equal((AssemblySource.Shared, typeof(NodaTime.IClock).Assembly.Location), (binding.Source, binding.Path));
    }

    [Fact]
    public async Task Parts_of_the_runtime_come_from_the_runtime_where_it_has_them_at_least_as_new()
    {
        string older = Compiler.Compile(_plugins.PathOf(".lib", "System.Text.Json.dll"), "public static class Impostor { }", version: "8.0.0.0");
        string folder = _plugins.Add("a.old-json", """
            public sealed class Hello : IGreeter { public string Greet(string name) => System.Text.Json.JsonSerializer.Serialize(7) + typeof(System.Text.Json.JsonSerializer).Assembly.GetName().Version.Major; }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """);
        File.Copy(older, Path.Combine(folder, "System.Text.Json.dll"));

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal($"7{Environment.Version.Major}", Assert.Single(host.All<IGreeter>()).Instance.Greet("you"));
        Assert.Equal(AssemblySource.Framework, Assert.Single(host.Is("a.old-json", PluginState.Active).Assemblies, binding => binding.Name == "System.Text.Json").Source);
    }

    [Fact]
    public async Task A_plugin_has_a_context_of_its_own_named_after_it_that_can_be_unloaded_only_where_it_says_so()
    {
        _plugins.Add("a.stays");
        _plugins.Add("b.leaves", manifest: PluginFixture.Manifest("b.leaves", contributions: ["greeter/hello"], more: "\"unload\": \"supported\""));

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal(
            [("a.stays", false), ("b.leaves", true)],
            host.All<IGreeter>().Select(greeter => AssemblyLoadContext.GetLoadContext(greeter.Instance.GetType().Assembly)!).Select(context => (context.Name!, context.IsCollectible)));
    }

    [Fact]
    public async Task A_plugin_uses_the_types_that_another_exports()
    {
        AddExporter("a.base", more: "\"exports\": [\"Acme.Words\"]");
        AddImporter("b.top", "a.base");

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal(["said by a.base", "True"], host.All<IGreeter>().Select(greeter => greeter.Instance.Greet("you")));
        AssemblyBinding binding = Assert.Single(host.Is("b.top", PluginState.Active).Assemblies, binding => binding.Name == "Acme.Words");
        Assert.Equal((AssemblySource.Export, "exported by a.base"), (binding.Source, binding.Reason));
    }

    [Fact]
    public async Task An_exporter_cannot_be_unloaded_while_one_that_uses_its_types_cannot()
    {
        AddExporter("a.base", more: "\"exports\": [\"Acme.Words\"], \"unload\": \"supported\"");
        AddImporter("b.top", "a.base");

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal("It cannot be unloaded, since b.top uses its assemblies and cannot be unloaded.", Assert.Single(host.Is("a.base", PluginState.Active).Notes));
        host.IsActive("b.top");
    }

    [Fact]
    public async Task Contributions_stand_after_those_of_the_plugins_they_depend_on_then_by_priority_then_by_id()
    {
        Add("a.one", "one", priority: 0);
        Add("a.two", "two", priority: 5);
        Add("b.base", "base", priority: -5);
        Add("a.top", "top", priority: 100, needs: "b.base");

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal(["a.two", "a.one", "b.base", "a.top"], host.All<IGreeter>().Select(greeter => greeter.Owner.Value));
        Assert.Equal([5, 0, -5, 100], host.All<IGreeter>().Select(greeter => greeter.Priority));
        Assert.Same(host.All<IGreeter>(), host.All<IGreeter>());

        void Add(string id, string name, int priority, string? needs = null) => _plugins.Add(
            id,
            manifest: PluginFixture.Manifest(id, contributions: [$"greeter/{name}"], needs: needs is null ? [] : [$"{needs} [1.0,2.0)"])
                .Replace($"\"name\": \"{name}\"", $"\"name\": \"{name}\", \"priority\": {priority}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_native_library_that_the_process_holds_once_is_refused_in_a_second_version_by_name()
    {
        _plugins.Add("a.first", manifest: WithNative("a.first", "codec_one", "1.0"));
        _plugins.Add("b.same", manifest: WithNative("b.same", "codec_one", "1.0"));
        _plugins.Add("c.other", manifest: WithNative("c.other", "codec_one", "2.0"));

        PluginHost host = await _plugins.StartAsync();

        host.IsActive("a.first", "b.same");
        Assert.Contains(
            "brings the native library codec_one 2.0, but the process holds codec_one once, and plugin a.first has it in version 1.0",
            host.Is("c.other", PluginState.Blocked, PluginErrorCodes.NativeConflict).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_native_library_that_nobody_loaded_can_be_claimed_anew_when_its_host_has_stopped()
    {
        _plugins.Add("a.first", manifest: WithNative("a.first", "codec_two", "1.0"), folder: "one/a");
        _plugins.Add("a.first", manifest: WithNative("a.first", "codec_two", "2.0"), folder: "two/a");
        await (await _plugins.StartAsync(sources: [PluginSource.Folder(_plugins.PathOf("one"))])).DisposeAsync();

        PluginHost host = await _plugins.StartAsync(sources: [PluginSource.Folder(_plugins.PathOf("two"))]);

        host.IsActive("a.first");
    }

    [SkippableFact]
    public async Task A_singleton_native_library_is_one_copy_for_all_plugins_and_a_private_one_is_each_plugins_own()
    {
        string? libc = NativeLibraries.FindSmall();
        Skip.If(libc is null, "Needs a small native library of the system to copy.");
        foreach (string id in new[] { "a.first", "b.second" })
        {
            string folder = _plugins.Add(id, $$"""
                public sealed class Hello : IGreeter
                {
                    public string Greet(string name) => System.Runtime.InteropServices.NativeLibrary.Load(name, typeof(Hello).Assembly, null).ToString();
                }
                public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
                """, PluginFixture.Manifest(id, contributions: ["greeter/hello"], more: """
                "natives": [ { "name": "crmtest_single", "version": "1.0", "singleton": true }, { "name": "crmtest_private", "version": "1.0" } ]
                """));
            File.Copy(libc!, Path.Combine(folder, "libcrmtest_single.so"));
            File.Copy(libc!, Path.Combine(folder, "libcrmtest_private.so"));
        }

        PluginHost host = await _plugins.StartAsync();

        IReadOnlyList<Extension<IGreeter>> greeters = host.All<IGreeter>();
        Assert.Equal(greeters[0].Instance.Greet("crmtest_single"), greeters[1].Instance.Greet("crmtest_single"));
        Assert.NotEqual(greeters[0].Instance.Greet("crmtest_private"), greeters[1].Instance.Greet("crmtest_private"));
        AssemblyBinding binding = Assert.Single(host.Is("b.second", PluginState.Active).Assemblies, binding => binding.Name == "crmtest_single");
        Assert.Equal((AssemblySource.Singleton, _plugins.PathOf("a.first", "libcrmtest_single.so")), (binding.Source, binding.Path));
    }

    private static string WithNative(string id, string name, string version) => PluginFixture.Manifest(
        id, contributions: ["greeter/hello"], more: $$""" "natives": [ { "name": "{{name}}", "version": "{{version}}", "singleton": true } ]""");

    private void AddExporter(string id, string more)
    {
        string words = Compiler.Compile(
            _plugins.PathOf(".lib", "Acme.Words.dll"), "namespace Acme { public static class Words { public static object Last; } public sealed class Word { public string By; } }");
        string folder = _plugins.Add(id, $$"""
            public sealed class Hello : IGreeter { public string Greet(string name) { Acme.Words.Last = new Acme.Word { By = "{{id}}" }; return "said by {{id}}"; } }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """, PluginFixture.Manifest(id, contributions: ["greeter/hello"], more: more), references: [words]);
        File.Copy(words, Path.Combine(folder, "Acme.Words.dll"));
    }

    /// <summary>A plugin with its own copy of the exported assembly, which it must not get.</summary>
    private void AddImporter(string id, string from)
    {
        string words = _plugins.PathOf(".lib", "Acme.Words.dll");
        string folder = _plugins.Add(id, """
            public sealed class Hello : IGreeter { public string Greet(string name) => (Acme.Words.Last is Acme.Word).ToString(); }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """, PluginFixture.Manifest(id, contributions: ["greeter/hello"], needs: [$"{from} [1.0,2.0)"]), references: [words]);
        File.Copy(words, Path.Combine(folder, "Acme.Words.dll"));
    }
}
