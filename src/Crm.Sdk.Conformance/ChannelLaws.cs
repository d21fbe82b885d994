using Crm.Sdk.Conformance.Channels;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every notification channel keeps: one or more for each sentence of <see cref="Notifications.INotificationChannel"/>.</summary>
/// <remarks>Those that speak of a provider's errors need <see cref="IChannelFixture.Provider"/> and do not apply without. Immutable and thread-safe.</remarks>
public static class ChannelLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<IChannelFixture>> All { get; } = [.. DescriptorLaws.All, .. TextLaws.All, .. KeyLaws.All, .. CallLaws.All, .. ProviderLaws.All];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<IChannelFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no channel law '{name}'.", nameof(name));
}
