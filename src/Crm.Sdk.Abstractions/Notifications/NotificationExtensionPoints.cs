using Crm.Sdk.Plugins;

namespace Crm.Sdk.Notifications;

/// <summary>The extension points of notifications.</summary>
/// <remarks>Thread-safe.</remarks>
public static class NotificationExtensionPoints
{
    /// <summary>Channels: <c>notification-channel</c>.</summary>
    public static ExtensionPoint Channel { get; } = new("notification-channel", typeof(INotificationChannel));
}
