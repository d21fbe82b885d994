using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a tenant's programmes owe their members in points at an instant, 积分负债 (LO-3).</summary>
/// <param name="At">The instant.</param>
/// <param name="Accounts">How many accounts have transactions.</param>
/// <param name="Wallets">The wallets that have transactions, by programme and wallet.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsLiability(Instant At, long Accounts, ValueList<WalletLiability> Wallets)
{
    /// <summary>Whether every wallet is tied out.</summary>
    public bool IsTied => Wallets.All(static wallet => wallet.IsTied);
}
