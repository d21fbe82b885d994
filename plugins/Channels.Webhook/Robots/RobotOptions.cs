namespace Crm.Sdk.Channels.Webhook;

/// <summary>The settings that group robots have in common.</summary>
public abstract class RobotOptions
{
    /// <summary>The address that the group shows for its robot, with the key in it: a secret. The channel reaches nobody as long as there is none.</summary>
    public string? Url { get; set; }
}
