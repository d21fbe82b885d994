namespace Crm.Sdk.Notifications;

/// <summary>When a channel may send messages of a purpose to customers.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Purpose">The purpose, such as <c>marketing</c>, or <c>*</c> for every one.</param>
/// <param name="Hours">The hours that are allowed, by the recipient's wall clock.</param>
public sealed record LegalHours(string Purpose, DailyHours Hours);
