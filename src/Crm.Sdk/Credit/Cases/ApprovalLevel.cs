namespace Crm.Sdk.Credit;

/// <summary>Which role may approve limits, or release orders, up to an amount (CR-4).</summary>
/// <param name="Role">A code of <see cref="CreditRoles"/> or another one.</param>
/// <param name="UpTo">The greatest amount; null for any.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ApprovalLevel(string Role, decimal? UpTo);
