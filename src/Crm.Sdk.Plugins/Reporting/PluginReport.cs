namespace Crm.Sdk.Plugins;

/// <summary>What became of one plugin.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PluginReport
{
    /// <summary>Its id; null where no manifest could be read.</summary>
    public PluginId? Id { get; init; }

    /// <summary>Its version; null where no manifest could be read.</summary>
    public string? Version { get; init; }

    /// <summary>Its name for people, or that of its folder where no manifest could be read.</summary>
    public required string Name { get; init; }

    /// <summary>Where it was found: a folder, or the assembly that the host references.</summary>
    public required string Origin { get; init; }

    /// <summary>Where it stands.</summary>
    public required PluginState State { get; init; }

    /// <summary>Its contributions as <c>kind/name</c>, in the manifest's order. They are in use only where it is active or degraded.</summary>
    public ValueList<string> Contributions { get; init; }

    /// <summary>How it does.</summary>
    public required PluginHealth Health { get; init; }

    /// <summary>The stable code of what is wrong; null where nothing is.</summary>
    public string? Code { get; init; }

    /// <summary>What is wrong, and what would be right; null where nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>What its author or operator should know, though it does not stand in the way.</summary>
    public ValueList<string> Notes { get; init; }

    /// <summary>Which assemblies it asked for and got up to now, and why, by name.</summary>
    public ValueList<AssemblyBinding> Assemblies { get; init; }

    /// <summary>One line for a log.</summary>
    public override string ToString()
    {
        string what = Id is { } id ? $"{id} {Version}" : Name;
        return Code is null ? $"{what}: {State}" : $"{what}: {State}, {Code}: {Reason}";
    }
}
