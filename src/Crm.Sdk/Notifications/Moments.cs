using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>One moment by the two clocks that a message knows; they are never compared with each other.</summary>
/// <param name="Business">Business time: what customers and operators see.</param>
/// <param name="Store">The store's clock: leases and repeated attempts.</param>
internal readonly record struct Moments(Instant Business, Instant Store);
