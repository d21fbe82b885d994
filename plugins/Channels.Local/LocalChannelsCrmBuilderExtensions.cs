using Crm.Sdk;
using Crm.Sdk.Channels.Local;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the local channels to a host.</summary>
public static class LocalChannelsCrmBuilderExtensions
{
    /// <summary>
    /// Adds the channels <c>console</c> and <c>file</c>. Settings are under <c>Crm:Plugins:crm.channels.local</c>: see <see cref="ConsoleChannelOptions"/> and
    /// <see cref="FileChannelOptions"/>.
    /// </summary>
    /// <param name="crm">The builder.</param>
    /// <param name="path">The file that the file channel appends to; where null, what the settings say.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddLocalChannels(this ICrmBuilder crm, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        crm.AddPlugin<LocalChannelsPlugin>();
        return path is null ? crm : crm.ConfigurePlugin(LocalChannelsPlugin.Id, "file:path", path);
    }
}
