namespace Crm.Sdk.Transactions;

/// <summary>How a customer responds to promotions, as far as orders tell: those with a discount beside those without.</summary>
/// <param name="Orders">The orders with a discount on any line.</param>
/// <param name="Share">Which part of all orders they are, 0 to 1.</param>
/// <param name="Discount">What was taken off in all.</param>
/// <param name="SpendWith">The mean net amount of an order with a discount; null where there is none.</param>
/// <param name="SpendWithout">The mean net amount of an order without one; null where there is none.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PromotionResponse(long Orders, double Share, Money Discount, Money? SpendWith, Money? SpendWithout)
{
    /// <summary>What an order with a discount brings over one without, as a share: 0.2 is a fifth more. Null where one of the two is missing.</summary>
    public double? Uplift => SpendWith is { } with && SpendWithout is { MinorUnits: > 0 } without ? ((double)with.MinorUnits / without.MinorUnits) - 1 : null;
}
