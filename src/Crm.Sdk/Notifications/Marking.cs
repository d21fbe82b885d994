namespace Crm.Sdk.Notifications;

/// <summary>The steps of messages that the gate judged.</summary>
/// <param name="Writes">One for each.</param>
/// <param name="Outgoing">Those that may be sent, with their state while they are.</param>
/// <param name="Gate">What must still be so in the commit; null where nothing must.</param>
internal sealed record Marking(IReadOnlyList<RowWrite> Writes, IReadOnlyList<(ClaimedRow Row, OutgoingMessage Message, OutboxMessage Sending)> Outgoing, GateAnswer? Gate);
