using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Outstanding points whose last day lies in a month.</summary>
/// <param name="Month">The month; null for points that never lapse.</param>
/// <param name="Available">Those that can be spent.</param>
/// <param name="Pending">Those that become spendable later.</param>
/// <param name="Held">Those that are set aside; they may be past their last day, and lapse if they come back.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record ExpiringPoints(YearMonth? Month, long Available, long Pending, long Held)
{
    /// <summary>All of them.</summary>
    public long Outstanding => checked(Available + Pending + Held);
}
