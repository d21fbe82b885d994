using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Notifications;

/// <summary>Contributes notification channels.</summary>
public static class NotificationPluginBuilderExtensions
{
    /// <summary>Contributes a notification channel.</summary>
    /// <typeparam name="TChannel">The channel, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one channel.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddChannel<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TChannel>(
        this IPluginBuilder plugin, string? name = null)
        where TChannel : class, INotificationChannel
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<INotificationChannel, TChannel>(NotificationExtensionPoints.Channel, name);
    }
}
