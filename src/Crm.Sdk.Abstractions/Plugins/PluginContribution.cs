namespace Crm.Sdk.Plugins;

/// <summary>One contribution that a manifest declares.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PluginContribution
{
    /// <summary>The kind of the extension point, such as <c>notification-channel</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The contribution's name, unique by kind within the plugin, such as <c>acme-sms</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The major version of the contract that it implements, from 1 on.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Its place among others of its kind: greater first.</summary>
    public int Priority { get; init; }

    /// <summary>When the host makes it.</summary>
    public PluginActivation Activation { get; init; }

    /// <summary>The JSON schema of its settings, as a path within the plugin's folder; null where it has none.</summary>
    public string? SettingsSchema { get; init; }
}
