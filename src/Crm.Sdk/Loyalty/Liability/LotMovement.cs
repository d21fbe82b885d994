namespace Crm.Sdk.Loyalty;

/// <summary>What a transaction did to a lot.</summary>
internal readonly record struct LotMovement(WalletSums Wallet, PointsLotId Lot, int Month, long Available, long Pending, long Held, long Came, long Redeemed, long Lapsed);
