namespace Crm.Sdk.Notifications;

/// <summary>A message that this dispatcher holds, with the version it wrote last.</summary>
internal sealed class ClaimedRow(OutboxMessage message, long version)
{
    public OutboxMessage Message { get; private set; } = message;

    public long Version { get; private set; } = version;

    public void Written(OutboxMessage message)
    {
        Message = message;
        Version++;
    }
}
