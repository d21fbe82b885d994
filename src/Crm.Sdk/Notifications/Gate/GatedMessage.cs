namespace Crm.Sdk.Notifications;

/// <summary>A message that the gate judges, with its content; null where the content was erased.</summary>
internal readonly record struct GatedMessage(OutboxMessage Message, MessageContent? Content);
