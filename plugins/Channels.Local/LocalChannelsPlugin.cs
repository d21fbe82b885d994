using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Channels.Local;

/// <summary>The plugin <c>crm.channels.local</c>: channels that need no provider.</summary>
public sealed class LocalChannelsPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.channels.local";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .AddOptions<ConsoleChannelOptions>("console", static options => options.Validate(
                static o => Enum.IsDefined(o.Target), "console:target is output or error."))
            .AddOptions<FileChannelOptions>("file", static options => options
                .Validate(static o => !string.IsNullOrWhiteSpace(o.Path), "file:path names the file that messages are appended to.")
                .Validate(
                    static o => o.KeysRemembered is >= FileChannelOptions.LeastKeysRemembered and <= FileChannelOptions.MostKeysRemembered,
                    $"file:keysRemembered is from {FileChannelOptions.LeastKeysRemembered} to {FileChannelOptions.MostKeysRemembered}."))
            .AddChannel<ConsoleChannel>(ConsoleChannel.Name)
            .AddChannel<FileChannel>(FileChannel.Name);
    }
}
