using System.Runtime.Loader;
using Crm.Sdk.Plugins.Tests.Contracts;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Preflight;

/// <summary>What is found out from a plugin's files before any of them is loaded.</summary>
public sealed class PreflightTests : IAsyncDisposable
{
    private readonly PluginFixture _plugins = new();

    public ValueTask DisposeAsync() => _plugins.DisposeAsync();

    [Fact]
    public async Task A_missing_entry_assembly_is_named()
    {
        _plugins.Add("a.hollow", source: null);
        _plugins.Add("a.well");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("The entry assembly a.hollow.dll is not in ", host.Is("a.hollow", PluginState.Rejected, PluginErrorCodes.EntryAssemblyMissing).Reason, StringComparison.Ordinal);
        host.IsActive("a.well");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(70_000)]
    public async Task An_entry_assembly_that_is_none_is_refused(int length)
    {
        string folder = _plugins.Add("a.noise", source: null);
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.noise.dll"), noise);

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("is no .NET assembly", host.Is("a.noise", PluginState.Rejected, PluginErrorCodes.EntryAssemblyInvalid).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_assemblies_never_end_the_host()
    {
        string folder = _plugins.Add("a.damaged");
        string path = Path.Combine(folder, "a.damaged.dll");
        _plugins.Add("b.well");
        byte[] good = await File.ReadAllBytesAsync(path);
        var random = new Random(20260102);
        for (int round = 0; round < 25; round++)
        {
            byte[] bad = [.. good[..random.Next(good.Length / 2, good.Length)]];
            for (int i = 0; i < 8; i++)
            {
                bad[random.Next(0x80, bad.Length)] ^= (byte)random.Next(1, 256);
            }

            await File.WriteAllBytesAsync(path, bad);
            PluginHost host = await _plugins.StartAsync();

            Assert.NotNull(host.Report.Find(new PluginId("a.damaged")));
            host.IsActive("b.well");
            await host.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "runtimeTarget": 5 }""")]
    [InlineData("")]
    [InlineData("garbage")]
    public async Task A_deps_file_that_would_end_the_process_is_refused_and_the_host_goes_on(string deps)
    {
        string folder = _plugins.Add("a.deadly");
        await File.WriteAllTextAsync(Path.Combine(folder, "a.deadly.deps.json"), deps);
        _plugins.Add("b.well");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("a.deadly.deps.json, line 1", host.Is("a.deadly", PluginState.Rejected, PluginErrorCodes.DepsFileInvalid).Reason, StringComparison.Ordinal);
        host.IsActive("b.well");
    }

    [Fact]
    public async Task A_deps_file_without_libraries_leaves_the_files_of_the_folder_to_be_found()
    {
        string library = Compiler.Compile(_plugins.PathOf("lib", "Acme.Words.dll"), "namespace Acme { public static class Words { public static string Hello => \"hello\"; } }");
        string folder = _plugins.Add("a.words", """
            public sealed class Hello : IGreeter { public string Greet(string name) => Acme.Words.Hello; }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """, references: [library]);
        File.Move(library, Path.Combine(folder, "Acme.Words.dll"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "a.words.deps.json"),
            """{ "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" }, "targets": { ".NETCoreApp,Version=v10.0": {} }, "libraries": {} }""");

        PluginHost host = await _plugins.StartAsync(sources: [PluginSource.Folder(folder)]);

        Assert.Equal("hello", Assert.Single(host.All<IGreeter>()).Instance.Greet("you"));
    }

    [Fact]
    public async Task A_missing_assembly_that_the_entry_assembly_needs_is_named_before_anything_is_loaded()
    {
        string library = Compiler.Compile(_plugins.PathOf(".lib", "Acme.Words.dll"), "namespace Acme { public static class Words { public static string Hello => \"hello\"; } }", version: "3.1.0.0");
        _plugins.Add("a.words", """
            public sealed class Hello : IGreeter { public string Greet(string name) => Acme.Words.Hello; }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """, references: [library]);
        _plugins.Add("b.well");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains(
            "The assembly Acme.Words 3.1.0.0, which a.words references, is neither shared by the host nor in the plugin's folder nor part of .NET. Put Acme.Words.dll into ",
            host.Is("a.words", PluginState.Rejected, PluginErrorCodes.AssemblyMissing).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(AssemblyLoadContext.All, context => context.Name == "a.words");
        host.IsActive("b.well");
    }

    [Fact]
    public async Task An_assembly_that_only_the_hosts_program_has_counts_as_missing()
    {
        // FsCheck lies beside these tests; a plugin that got it from here would fail in every other host.
        _plugins.Add("a.borrower", """
            public sealed class Hello : IGreeter { public string Greet(string name) => typeof(FsCheck.Config).Name; }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """);

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("The assembly FsCheck ", host.Is("a.borrower", PluginState.Rejected, PluginErrorCodes.AssemblyMissing).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_assembly_that_only_a_library_needs_is_a_note_and_fails_when_it_is_needed()
    {
        string deep = Compiler.Compile(_plugins.PathOf(".lib", "Acme.Deep.dll"), "namespace Acme { public static class Deep { public static string Word => \"deep\"; } }");
        string library = Compiler.Compile(
            _plugins.PathOf(".lib", "Acme.Words.dll"), "namespace Acme { public static class Words { public static string Flat => \"flat\"; public static string Deep => Acme.Deep.Word; } }", [deep]);
        string folder = _plugins.Add("a.words", """
            public sealed class Hello : IGreeter { public string Greet(string name) => name == "deep" ? Acme.Words.Deep : Acme.Words.Flat; }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """, references: [library]);
        File.Move(library, Path.Combine(folder, "Acme.Words.dll"));

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("Acme.Deep 1.0.0.0, which Acme.Words references", Assert.Single(host.Is("a.words", PluginState.Active).Notes), StringComparison.Ordinal);
        IGreeter greeter = Assert.Single(host.All<IGreeter>()).Instance;
        Assert.Equal("flat", greeter.Greet("flat"));
        Exception missing = Assert.ThrowsAny<IOException>(() => greeter.Greet("deep"));
        Assert.Contains("Plugin a.words needs the assembly Acme.Deep 1.0.0.0", missing.ToString(), StringComparison.Ordinal);
        AssemblyBinding binding = Assert.Single(host.Is("a.words", PluginState.Active).Assemblies, binding => binding.Name == "Acme.Deep");
        Assert.Equal((AssemblySource.Missing, "Acme.Words"), (binding.Source, Assert.Single(binding.RequestedBy)));
    }

    [Theory]
    [InlineData(".NETCoreApp,Version=v99.0")]
    [InlineData(".NETFramework,Version=v4.8")]
    [InlineData("Silverlight")]
    public async Task A_build_for_a_framework_that_the_host_does_not_run_is_refused(string framework)
    {
        string folder = _plugins.Add("a.future", source: null);
        Compiler.Compile(Path.Combine(folder, "a.future.dll"), PluginFixture.HelloSource, framework: framework);

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains($"a.future.dll is built for {framework}, and this host runs .NET ", host.Is("a.future", PluginState.Rejected, PluginErrorCodes.FrameworkMismatch).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".NETCoreApp,Version=v8.0")]
    [InlineData(".NETStandard,Version=v2.0")]
    [InlineData(null)]
    public async Task A_build_for_an_older_framework_or_without_one_is_loaded(string? framework)
    {
        string folder = _plugins.Add("a.older", source: null);
        Compiler.Compile(Path.Combine(folder, "a.older.dll"), PluginFixture.HelloSource, framework: framework);

        PluginHost host = await _plugins.StartAsync();

        host.IsActive("a.older");
    }

    [Fact]
    public async Task A_build_against_a_later_major_of_a_shared_assembly_is_refused()
    {
        string later = Compiler.Compile(_plugins.PathOf(".lib", "NodaTime.dll"), "namespace NodaTime { public interface IClock { int Later { get; } } }", version: "99.1.0.0");
        _plugins.Add("a.later", """
            public sealed class Hello : IGreeter { public string Greet(string name) => typeof(IClock).Name; }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
            """, references: [later]);

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("a.later is built against NodaTime 99.1.0.0, and the host shares its 3.", host.Is("a.later", PluginState.Rejected, PluginErrorCodes.SharedAssemblyVersion).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_against_a_newer_SDK_is_refused_where_it_uses_what_this_host_lacks_and_each_member_is_named()
    {
        string newer = Compiler.Compile(_plugins.PathOf(".lib", "Crm.Sdk.Abstractions.dll"), """
            namespace Crm.Sdk.Plugins
            {
                public interface ICrmPlugin { void Configure(IPluginBuilder plugin); }
                public interface IPluginBuilder { string Directory { get; } string Colour { get; } IPluginBuilder AddEverything(); }
                public sealed class PluginWizard { public static void Cast() { } }
            }
            namespace Crm.Sdk { public static class Marker { } }
            """, version: "0.9.0.0");
        string folder = _plugins.Add("a.newer", source: null);
        Compile(folder, """
            public sealed class Entry : Crm.Sdk.Plugins.ICrmPlugin
            {
                public void Configure(Crm.Sdk.Plugins.IPluginBuilder plugin) { _ = plugin.Directory; _ = plugin.Colour; plugin.AddEverything(); Crm.Sdk.Plugins.PluginWizard.Cast(); }
            }
            """, newer);

        PluginHost host = await _plugins.StartAsync();

        string reason = host.Is("a.newer", PluginState.Rejected, PluginErrorCodes.MemberMissing).Reason!;
        Assert.Contains("Crm.Sdk.Plugins.PluginWizard", reason, StringComparison.Ordinal);
        Assert.Contains("Crm.Sdk.Plugins.IPluginBuilder.get_Colour", reason, StringComparison.Ordinal);
        Assert.Contains("Crm.Sdk.Plugins.IPluginBuilder.AddEverything", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Directory", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_against_a_newer_SDK_is_loaded_where_all_it_uses_is_here_and_a_note_says_so()
    {
        string newer = Compiler.Compile(_plugins.PathOf(".lib", "Crm.Sdk.Abstractions.dll"), """
            namespace Crm.Sdk.Plugins
            {
                public interface ICrmPlugin { void Configure(IPluginBuilder plugin); }
                public interface IPluginBuilder { string Directory { get; } string Colour { get; } }
            }
            namespace Crm.Sdk { public static class Marker { } }
            """, version: "0.9.0.0");
        string folder = _plugins.Add("a.newer", source: null, PluginFixture.Manifest("a.newer"));
        Compile(folder, "public sealed class Entry : Crm.Sdk.Plugins.ICrmPlugin { public void Configure(Crm.Sdk.Plugins.IPluginBuilder plugin) { _ = plugin.Directory; } }", newer);

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("a.newer is built against Crm.Sdk.Abstractions 0.9.0.0; it gets the host's 0.1.0.0.", host.Is("a.newer", PluginState.Active).Notes);
    }

    /// <summary>Compiles against a stand-in for the SDK, without the usual references to it.</summary>
    private static void Compile(string folder, string source, string sdk) =>
        Compiler.Compile(Path.Combine(folder, Path.GetFileName(folder) + ".dll"), source, [sdk], usings: string.Empty);
}
