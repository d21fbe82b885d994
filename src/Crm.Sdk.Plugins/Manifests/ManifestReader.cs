using System.Text.Json;
using Crm.Sdk.Plugins.Manifests;

namespace Crm.Sdk.Plugins;

/// <summary>Reads <c>plugin.json</c>, without loading any code: JSON, then the published schema, then what a schema cannot say.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ManifestReader
{
    /// <summary>The name of the manifest's file, and of the resource in a referenced plugin's assembly.</summary>
    public const string FileName = "plugin.json";

    /// <summary>The greatest size of a manifest, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>The version of the manifest's form that this host reads.</summary>
    private const int KnownVersion = 1;

    private static readonly Lazy<JsonSchema> Schema = new(ReadSchema);

    /// <summary>Reads a manifest.</summary>
    /// <param name="utf8">The whole file, in UTF-8.</param>
    /// <returns>The manifest, or at least one problem.</returns>
    public static ManifestReading Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            return Refuse(new ManifestProblem(
                PluginErrorCodes.ManifestNotJson, 1, 1, string.Empty, $"the file has {utf8.Length} bytes; a manifest has {MaxBytes} at most"));
        }

        PositionedJson root;
        try
        {
            root = PositionedJson.Parse(utf8);
        }
        catch (PositionedJsonException e)
        {
            return Refuse(new ManifestProblem(PluginErrorCodes.ManifestNotJson, e.Line, e.Column, string.Empty, $"no JSON: {e.Message}"));
        }

        if (root["manifestVersion"] is { Integer: > KnownVersion } version)
        {
            // Said first: everything else in a newer form may look wrong.
            return Refuse(new ManifestProblem(
                PluginErrorCodes.ManifestVersionUnknown, version.Line, version.Column, version.Pointer,
                $"the manifest has the form {version.Text}, which is newer than this host; it reads form {KnownVersion}"));
        }

        List<ManifestProblem> problems = Schema.Value.Validate(root);
        if (problems.Count == 0)
        {
            CheckMeaning(root, problems);
        }

        return problems.Count > 0 ? new ManifestReading(null, problems.ToValueList()) : new ManifestReading(Map(root), default);
    }

    private static ManifestReading Refuse(ManifestProblem problem) => new(null, [problem]);

    private static void CheckMeaning(PositionedJson root, List<ManifestProblem> problems)
    {
        CheckRange(root["sdk"]!, problems);

        var contributions = new HashSet<(string, string)>();
        foreach (PositionedJson contribution in Items(root, "contributions"))
        {
            if (!contributions.Add((contribution["kind"]!.Text, contribution["name"]!.Text)))
            {
                Add(contribution["name"]!, $"the {contribution["kind"]!.Text} '{contribution["name"]!.Text}' is declared twice; names are unique by kind");
            }
        }

        var dependencies = new HashSet<string>(StringComparer.Ordinal) { root["id"]!.Text };
        foreach (PositionedJson dependency in Items(root, "dependencies"))
        {
            CheckRange(dependency["range"]!, problems);
            if (!dependencies.Add(dependency["id"]!.Text))
            {
                Add(dependency["id"]!, $"'{dependency["id"]!.Text}' is the plugin itself or stands twice; a plugin names each plugin that it needs once");
            }
        }

        var natives = new HashSet<string>(StringComparer.Ordinal);
        foreach (PositionedJson native in Items(root, "natives"))
        {
            if (!natives.Add(native["name"]!.Text))
            {
                Add(native["name"]!, $"the native library '{native["name"]!.Text}' stands twice");
            }
        }

        void Add(PositionedJson at, string message) =>
            problems.Add(new ManifestProblem(PluginErrorCodes.ManifestInvalid, at.Line, at.Column, at.Pointer, message));
    }

    private static void CheckRange(PositionedJson range, List<ManifestProblem> problems)
    {
        if (!SemanticRange.TryParse(range.Text, out _))
        {
            problems.Add(new ManifestProblem(
                PluginErrorCodes.ManifestInvalid, range.Line, range.Column, range.Pointer,
                $"no version can be in the range '{PositionedJson.Shorten(range.Text)}'; expected: a lower bound that is not above the upper one, such as [1.2,2.0)"));
        }
    }

    private static PluginManifest Map(PositionedJson root) => new()
    {
        ManifestVersion = root["manifestVersion"]!.Integer!.Value,
        Id = new PluginId(root["id"]!.Text),
        Version = root["version"]!.Text,
        Name = root["name"]!.Text,
        Publisher = Text(root, "publisher"),
        License = Text(root, "license"),
        Description = Text(root, "description"),
        EntryAssembly = root["entryAssembly"]!.Text,
        Sdk = root["sdk"]!.Text,
        TargetFramework = Text(root, "targetFramework"),
        Contributions = Items(root, "contributions").Select(item => new PluginContribution
        {
            Kind = item["kind"]!.Text,
            Name = item["name"]!.Text,
            Version = item["version"]?.Integer ?? 1,
            Priority = item["priority"]?.Integer ?? 0,
            Activation = Text(item, "activation") == "on-demand" ? PluginActivation.OnDemand : PluginActivation.Startup,
            SettingsSchema = Text(item, "settingsSchema"),
        }).ToValueList(),
        Dependencies = Items(root, "dependencies")
            .Select(item => new PluginDependency(new PluginId(item["id"]!.Text), item["range"]!.Text, Flag(item, "optional"))).ToValueList(),
        Exports = Items(root, "exports").Select(item => item.Text).ToValueList(),
        Natives = Items(root, "natives").Select(item => new PluginNative(item["name"]!.Text, item["version"]!.Text, Flag(item, "singleton"))).ToValueList(),
        Permissions = Items(root, "permissions").Select(item => new PluginPermission
        {
            Kind = item["kind"]!.Text switch
            {
                "network" => PluginPermissionKind.Network,
                "files" => PluginPermissionKind.Files,
                "secrets" => PluginPermissionKind.Secrets,
                _ => PluginPermissionKind.Records,
            },
            Names = Items(item, "names").Select(name => name.Text).ToValueList(),
            Access = Text(item, "access") == "write" ? PluginAccess.Write : PluginAccess.Read,
            Reason = Text(item, "reason"),
        }).ToValueList(),
        Unload = Text(root, "unload") == "supported" ? PluginUnload.Supported : PluginUnload.RestartRequired,
        Deadlines = root["deadlines"] is { } deadlines
            ? new PluginDeadlines(deadlines["startMs"]?.Integer, deadlines["callMs"]?.Integer, deadlines["stopMs"]?.Integer)
            : new PluginDeadlines(),
        Support = root["support"] is { } support ? new PluginSupport(Text(support, "url"), Text(support, "contact")) : null,
        Deprecated = root["deprecated"] is { } deprecated
            ? new PluginDeprecation(deprecated["since"]!.Text, Text(deprecated, "replacement") is { } replacement ? new PluginId(replacement) : null)
            : null,
    };

    private static string? Text(PositionedJson node, string name) => node[name]?.Text;

    private static bool Flag(PositionedJson node, string name) => node[name]?.Kind == JsonValueKind.True;

    private static List<PositionedJson> Items(PositionedJson node, string name) => node[name]?.Items ?? [];

    private static JsonSchema ReadSchema()
    {
        using Stream stream = typeof(ManifestReader).Assembly.GetManifestResourceStream("plugin.schema.json")
            ?? throw new InvalidOperationException("The schema of plugin manifests is not embedded in this assembly.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return JsonSchema.Parse(memory.ToArray());
    }
}
