using Crm.Sdk.Plugins;

namespace Crm.Sdk.Notifications;

/// <summary>Finds channels by name among what plugins contribute; of two with one name the first in the registry's order counts.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ChannelDirectory(IExtensions extensions)
{
    public Extension<INotificationChannel>? Find(string name) =>
        extensions.All<INotificationChannel>().FirstOrDefault(extension => extension.Instance.Descriptor.Name == name);

    /// <exception cref="CrmException">CRM4102: there is none.</exception>
    public Extension<INotificationChannel> Require(string name) => Find(name) ?? throw Unknown(name);

    private CrmException Unknown(string name)
    {
        string[] known = [.. extensions.All<INotificationChannel>().Select(static extension => extension.Instance.Descriptor.Name).Distinct().Order(StringComparer.Ordinal)];
        return new CrmException(
            NotificationErrorCodes.UnknownChannel,
            $"There is no channel '{name}'; {(known.Length == 0 ? "no plugin brings a channel" : $"the channels are {string.Join(", ", known)}")}. Install or switch on the plugin that brings it.");
    }
}
