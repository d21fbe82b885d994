namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>A public type: what its users can see of it.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Namespace">The namespace, that of the outermost type for a nested one.</param>
/// <param name="Name">The name with type parameters, after the names of the types around it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Declaration">The line that declares it, as C#.</param>
/// <param name="Members">Its public and inheritable members, sorted by their text.</param>
public sealed record ApiType(string Assembly, string Namespace, string Name, ApiTypeKind Kind, string Declaration, IReadOnlyList<ApiMember> Members)
{
    public required bool IsStatic { get; init; }

    public required bool IsAbstract { get; init; }

    public required bool IsSealed { get; init; }

    /// <summary>The full name of the base type; empty for interfaces.</summary>
    public required string BaseType { get; init; }

    public string FullName => Namespace + "." + Name;
}
