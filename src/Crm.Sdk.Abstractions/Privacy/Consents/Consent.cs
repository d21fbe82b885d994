using NodaTime;

namespace Crm.Sdk.Privacy;

/// <summary>How a customer's consent for a purpose by a channel stands.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Purpose">What for, or <see cref="ConsentEntry.EveryPurpose"/>.</param>
/// <param name="Channel">By which channel; null for every one.</param>
/// <param name="State">What the customer said last.</param>
/// <param name="Since">When the customer said so.</param>
/// <param name="Entry">The entry of the history that it stands on.</param>
public sealed record Consent(string Purpose, string? Channel, ConsentState State, Instant Since, RecordId Entry)
{
    /// <summary>Whether it says something of a purpose and a channel.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="channel">The channel.</param>
    public bool AppliesTo(string purpose, string channel) => (Purpose == purpose || Purpose == ConsentEntry.EveryPurpose) && (Channel is null || Channel == channel);

    /// <summary>Which of two counts: the later one; of two at once the withdrawal, then the greater entry.</summary>
    /// <param name="other">The other one.</param>
    public bool IsAfter(Consent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Since, State, Entry).CompareTo((other.Since, other.State, other.Entry)) > 0;
    }
}
