namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>A public or inheritable member.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name in the metadata.</param>
/// <param name="Text">The line that declares it, as C#.</param>
/// <param name="Type">What it returns or holds, as C#.</param>
/// <param name="Parameters">The types of its parameters, as C#.</param>
public sealed record ApiMember(ApiMemberKind Kind, string Name, string Text, string Type, IReadOnlyList<string> Parameters)
{
    public bool IsExtension { get; init; }

    public bool IsOverride { get; init; }
}
