namespace Crm.Sdk.Plugins;

/// <summary>A place where plugins add to the host: a kind with the contract that its contributions implement.</summary>
/// <remarks>A point stands next to its contract, as a static member, and is given to the host as known. Immutable and thread-safe.</remarks>
public sealed record ExtensionPoint
{
    /// <summary>Makes an extension point.</summary>
    /// <param name="kind">The kind as manifests write it, in lower case with hyphens, such as <c>notification-channel</c>.</param>
    /// <param name="contract">The interface that contributions implement.</param>
    /// <param name="exclusive">Whether a host has at most one contribution of this kind.</param>
    /// <param name="version">The contract's major version, from 1 on.</param>
    /// <exception cref="CrmException">CRM1001: the kind has another form.</exception>
    public ExtensionPoint(string kind, Type contract, bool exclusive = false, int version = 1)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (kind.Length is 0 or > 64 || kind[0] is not (>= 'a' and <= 'z') || kind.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new CrmException(ErrorCodes.BadIdentity, $"'{kind}' is no kind of extension: it takes 1 to 64 of a–z, 0–9 and '-', a letter first.");
        }

        Kind = kind;
        Contract = contract;
        Exclusive = exclusive;
        Version = version;
    }

    /// <summary>The kind as manifests write it.</summary>
    public string Kind { get; }

    /// <summary>The interface that contributions implement.</summary>
    public Type Contract { get; }

    /// <summary>Whether a host has at most one contribution of this kind. Two claims are an error unless the host's settings choose.</summary>
    public bool Exclusive { get; }

    /// <summary>The contract's major version. A contribution's declared version must be the same.</summary>
    public int Version { get; }

    /// <summary>Kind and version, such as <c>notification-channel/1</c>.</summary>
    public override string ToString() => $"{Kind}/{Version}";

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
