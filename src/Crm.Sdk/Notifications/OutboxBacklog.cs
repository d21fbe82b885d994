using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>What waits in a tenant's outbox.</summary>
/// <param name="Pending">Messages that wait for their time or for another attempt.</param>
/// <param name="OldestDue">How long the message that is due for longest has been so; null where none is due. What a dispatcher holds within its lease is not due.</param>
/// <param name="MissingChannels">Channels that messages wait for and that no plugin brings, by name.</param>
public sealed record OutboxBacklog(long Pending, Duration? OldestDue, ValueList<string> MissingChannels);
