namespace Crm.Sdk.Channels.Local;

/// <summary>The settings of the console channel: the section <c>console</c> of the plugin's.</summary>
public sealed class ConsoleChannelOptions
{
    /// <summary>Where it writes: standard output (the default) or standard error.</summary>
    public ConsoleTarget Target { get; set; }
}
