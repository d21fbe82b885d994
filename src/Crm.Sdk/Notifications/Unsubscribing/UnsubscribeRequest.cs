namespace Crm.Sdk.Notifications;

/// <summary>What a token would withdraw.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Tenant">The tenant.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Purpose">The purpose of messages.</param>
/// <param name="Channel">The channel; null for every one.</param>
public sealed record UnsubscribeRequest(TenantId Tenant, CustomerId Customer, string Purpose, string? Channel);
