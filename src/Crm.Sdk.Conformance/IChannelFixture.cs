using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a notification channel writes to have the channel laws run on it.</summary>
/// <remarks>Used by one law at a time. Nothing may leave the house: the channel speaks to something of the fixture's own.</remarks>
public interface IChannelFixture
{
    /// <summary>The provider behind the channel, which the laws make answer well and badly; null where the channel needs none, as one that writes a file.</summary>
    IScriptedProvider? Provider => null;

    /// <summary>An address of the form that the channel takes; where null, one by <see cref="ChannelDescriptor.Reaches"/>: an e-mail address, a telephone number, or none.</summary>
    string? Address => null;

    /// <summary>Makes the channel as its plugin makes it, with the settings that are to be proved and an empty other side.</summary>
    Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Closes a channel and makes it again as a restarted process would: it remembers only what it kept outside of itself, and the other side is as it was.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken);

    /// <summary>
    /// Everything that the other side took since the channel was first made, in the order of its arrival. A repeat that it dropped by its key is not there; what it took before
    /// it failed to answer is.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken);

    /// <summary>Closes a channel, which the law may have closed already, and removes what it left.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Stops the removal; the laws never do.</param>
    Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken);
}
