namespace Crm.Sdk.Channels.Webhook;

/// <summary>The settings of the robot of DingTalk: the section <c>dingtalk</c> of the plugin's.</summary>
public sealed class DingTalkRobotOptions : RobotOptions
{
    /// <summary>The secret by which messages are signed (加签), where the group asks for it.</summary>
    public string? Secret { get; set; }
}
