using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Plugins;

/// <summary>Something that a plugin needs to reach, shown to who installs it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
[SuppressMessage("Naming", "CA1711", Justification = "The rule keeps the suffix for code access security, which .NET no longer has; the word is the field's.")]
public sealed record PluginPermission
{
    /// <summary>What sort of thing.</summary>
    public required PluginPermissionKind Kind { get; init; }

    /// <summary>Host names, file roots, names of secrets, or kinds of records, by <see cref="Kind"/>.</summary>
    public required ValueList<string> Names { get; init; }

    /// <summary>Whether it changes them, for files and records.</summary>
    public PluginAccess Access { get; init; }

    /// <summary>What for, in words for who installs it.</summary>
    public string? Reason { get; init; }
}
