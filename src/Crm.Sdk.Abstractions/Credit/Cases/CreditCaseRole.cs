namespace Crm.Sdk.Credit;

/// <summary>Who does the steps of a role in a credit case.</summary>
/// <param name="Role">The role, such as <c>credit-analyst</c>.</param>
/// <param name="Person">The actor.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditCaseRole(string Role, string Person);
