using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>The channels of a test, as plugins would contribute them.</summary>
internal sealed class TestChannels(params INotificationChannel[] channels) : IExtensions
{
    public List<INotificationChannel> Channels { get; } = [.. channels];

    public DirectGuard Guard { get; } = new();

    public IReadOnlyList<Extension<T>> All<T>()
        where T : class => [.. Channels.OfType<T>().Select(channel => new Extension<T>(channel, ((INotificationChannel)channel).Descriptor.Name, Guard.Plugin, Guard))];
}
