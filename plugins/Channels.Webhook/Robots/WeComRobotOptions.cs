namespace Crm.Sdk.Channels.Webhook;

/// <summary>The settings of the robot of WeCom: the section <c>wecom</c> of the plugin's. It signs nothing.</summary>
public sealed class WeComRobotOptions : RobotOptions;
