using System.Text;
using Crm.Sdk.Plugins.Tests.Contracts;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Plugins.Tests.Infrastructure;

/// <summary>A folder of plugins for one test, and a host that loads it.</summary>
internal sealed class PluginFixture : IAsyncDisposable
{
    /// <summary>A greeter that says what it is made of.</summary>
    public const string HelloSource = """
        public sealed class Hello : IGreeter { public string Greet(string name) => "Hello, " + name; }
        public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); }
        """;

    private readonly TempFolder _folder = new();
    private readonly List<PluginHost> _hosts = [];

    /// <summary>The extension points of the host.</summary>
    public IReadOnlyList<ExtensionPoint> Points { get; init; } = [TestPoints.Greeter, TestPoints.Vault];

    public FakeClock Clock { get; } = FakeClock.AtUtc(2026, 1, 2);

    public RecordingLogs Logs { get; } = new();

    public Dictionary<string, string?> Configuration { get; } = [];

    /// <summary>The folder that the host is told to load.</summary>
    public string Root => _folder.Root;

    public string PathOf(params ReadOnlySpan<string> parts) => _folder.PathOf(parts);

    /// <summary>Writes a plugin: its manifest, and its entry assembly where there is source.</summary>
    /// <returns>The plugin's folder.</returns>
    public string Add(string id, string? source = HelloSource, string? manifest = null, string? folder = null, params IReadOnlyList<string> references)
    {
        string directory = _folder.PathOf(folder ?? id);
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, ManifestReader.FileName), manifest ?? Manifest(id, contributions: ["greeter/hello"]), new UTF8Encoding(false));
        if (source is not null)
        {
            Compiler.Compile(Path.Combine(directory, AssemblyOf(id)), source, references);
        }

        return directory;
    }

    /// <summary>The text of a manifest.</summary>
    /// <param name="id">The plugin.</param>
    /// <param name="version">Its version.</param>
    /// <param name="sdk">The range of SDK versions.</param>
    /// <param name="contributions">As kind/name.</param>
    /// <param name="needs">As id range.</param>
    /// <param name="more">Further members, as JSON.</param>
    public static string Manifest(
        string id, string version = "1.0.0", string sdk = "[0.1,1.0)", IReadOnlyList<string>? contributions = null, IReadOnlyList<string>? needs = null, string? more = null)
    {
        IEnumerable<string> contributed = (contributions ?? []).Select(text => text.Split('/')).Select(parts => $$"""{ "kind": "{{parts[0]}}", "name": "{{parts[1]}}" }""");
        IEnumerable<string> needed = (needs ?? []).Select(text => text.Split(' ', 2)).Select(parts => $$"""{ "id": "{{parts[0]}}", "range": "{{parts[1]}}" }""");
        return $$"""
            {
              "manifestVersion": 1,
              "id": "{{id}}",
              "version": "{{version}}",
              "name": "The plugin {{id}}",
              "entryAssembly": "{{AssemblyOf(id)}}",
              "sdk": "{{sdk}}",
              "contributions": [ {{string.Join(", ", contributed)}} ],
              "dependencies": [ {{string.Join(", ", needed)}} ]{{(more is null ? string.Empty : $",\n  {more}")}}
            }
            """;
    }

    public static string AssemblyOf(string id) => $"{id}.dll";

    public PluginHost Host(Action<PluginHostOptions>? configure = null, IHostSecret? secret = null, params IReadOnlyList<PluginSource> sources)
    {
        var options = new PluginHostOptions();
        configure?.Invoke(options);
        var services = new PluginHostServices
        {
            Clock = Clock,
            TimeProvider = Clock.TimeProvider,
            LoggerFactory = Logs,
            Configuration = new Microsoft.Extensions.Configuration.ConfigurationManager().With(Configuration),
        };
        if (secret is not null)
        {
            services.Lend(secret);
        }

        var host = new PluginHost(sources.Count > 0 ? sources : [PluginSource.Folder(Root)], Points, services, options);
        _hosts.Add(host);
        return host;
    }

    public async Task<PluginHost> StartAsync(Action<PluginHostOptions>? configure = null, IHostSecret? secret = null, params IReadOnlyList<PluginSource> sources)
    {
        PluginHost host = Host(configure, secret, sources);
        await host.StartAsync(CancellationToken.None);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PluginHost host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _folder.DisposeAsync();
    }
}
