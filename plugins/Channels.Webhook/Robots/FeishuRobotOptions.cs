namespace Crm.Sdk.Channels.Webhook;

/// <summary>The settings of the robot of Feishu or Lark: the section <c>feishu</c> of the plugin's.</summary>
public sealed class FeishuRobotOptions : RobotOptions
{
    /// <summary>The secret by which messages are signed (签名校验), where the group asks for it.</summary>
    public string? Secret { get; set; }
}
