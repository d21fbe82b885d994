using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Says of which tier a member is. Rewards that only some tiers may have ask it.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface IMemberTierSource
{
    /// <summary>The code of the member's tier in a programme at an instant; null where it has none.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The member.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="at">The instant.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<string?> TierAsync(ICrmSession session, CustomerId customer, string programme, Instant at, CancellationToken cancellationToken);
}
