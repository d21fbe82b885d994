namespace Crm.Sdk.Plugins;

/// <summary>What a plugin says of itself in its <c>plugin.json</c>, which the host reads before it loads any code of the plugin.</summary>
/// <remarks>
/// Author's data only: what a host knows or decides about a plugin is not here. The form is given by <c>docs/schemas/plugin.schema.json</c>; the host makes
/// manifests only of files that keep it. Immutable and thread-safe.
/// </remarks>
public sealed record PluginManifest
{
    /// <summary>The version of the manifest's form: 1.</summary>
    public required int ManifestVersion { get; init; }

    /// <summary>The plugin's id.</summary>
    public required PluginId Id { get; init; }

    /// <summary>The plugin's version, by Semantic Versioning 2.0, such as <c>1.4.0</c> or <c>2.0.0-beta.1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The plugin's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Who publishes it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Its licence, as an SPDX expression.</summary>
    public string? License { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public string? Description { get; init; }

    /// <summary>The file name of the assembly that holds the <see cref="ICrmPlugin"/>, such as <c>Acme.Sms.dll</c>; it lies beside the manifest.</summary>
    public required string EntryAssembly { get; init; }

    /// <summary>The versions of this SDK that the plugin works with, as a range such as <c>[1.2,2.0)</c>. A range without an upper bound is warned about.</summary>
    public required string Sdk { get; init; }

    /// <summary>The target framework that the plugin is built for, such as <c>net10.0</c>; null where the assembly alone says it.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>What it contributes. It can register nothing else, and must register all of it.</summary>
    public ValueList<PluginContribution> Contributions { get; init; }

    /// <summary>Which other plugins it needs.</summary>
    public ValueList<PluginDependency> Dependencies { get; init; }

    /// <summary>The simple names of its assemblies that plugins depending on it use as the same types, such as <c>Acme.Sms.Contracts</c>.</summary>
    public ValueList<string> Exports { get; init; }

    /// <summary>Which native libraries it brings.</summary>
    public ValueList<PluginNative> Natives { get; init; }

    /// <summary>What it needs to reach. Permissions gate what the host hands out; they do not confine code in the process.</summary>
    public ValueList<PluginPermission> Permissions { get; init; }

    /// <summary>Whether the plugin can leave the process without a restart.</summary>
    public PluginUnload Unload { get; init; }

    /// <summary>How long the plugin's calls may take.</summary>
    public PluginDeadlines Deadlines { get; init; } = new();

    /// <summary>Where users find help.</summary>
    public PluginSupport? Support { get; init; }

    /// <summary>That the plugin is no longer recommended; null where it is.</summary>
    public PluginDeprecation? Deprecated { get; init; }
}
