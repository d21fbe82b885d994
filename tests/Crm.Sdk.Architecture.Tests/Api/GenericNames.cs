namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>The names of the type parameters in scope of a signature.</summary>
internal sealed record GenericNames(IReadOnlyList<string> OfType, IReadOnlyList<string> OfMethod);
