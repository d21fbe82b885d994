namespace Crm.Sdk.Notifications;

/// <summary>How many messages of a tenant stand where.</summary>
/// <param name="Pending">They wait for their time or for another attempt.</param>
/// <param name="InFlight">A dispatcher holds them, or held them when it died.</param>
/// <param name="OutcomeUnknown">Parked: nobody knows whether they went out, and an operator decides.</param>
/// <param name="Sent">Taken by their channel's provider.</param>
/// <param name="DeadLettered">Given up; nothing went out.</param>
/// <param name="Suppressed">Held back by the gate; nothing went out.</param>
public sealed record OutboxStatus(long Pending, long InFlight, long OutcomeUnknown, long Sent, long DeadLettered, long Suppressed);
