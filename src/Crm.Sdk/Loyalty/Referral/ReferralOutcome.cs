using Crm.Sdk.Orders;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What orders say of a referral at an instant.</summary>
/// <param name="State">The state it belongs to.</param>
/// <param name="Reason">Why.</param>
/// <param name="Order">The first purchase.</param>
/// <param name="DueAt">When its return period is over.</param>
internal sealed record ReferralOutcome(ReferralState State, string Reason, Order? Order = null, Instant? DueAt = null)
{
    /// <summary>It follows from the claim and from the orders alone, whatever order they became known in.</summary>
    /// <param name="referral">The referral.</param>
    /// <param name="refusal">Why there is no reward whatever was bought, such as that both are one customer; null for no such reason.</param>
    /// <param name="orders">All orders and returns of the customer.</param>
    /// <param name="now">The instant.</param>
    public static ReferralOutcome Of(Referral referral, string? refusal, IReadOnlyList<Order> orders, Instant now)
    {
        if (refusal is not null)
        {
            return new ReferralOutcome(ReferralState.Rejected, refusal);
        }

        Order[] sales = [.. orders.Where(order => order is { Type: OrderType.Sale } && order.Status != OrderStatus.Cancelled && order.PlacedAt <= now).OrderBy(static order => order.PlacedAt).ThenBy(static order => order.Id)];
        if (sales.Length == 0)
        {
            return new ReferralOutcome(ReferralState.Claimed, ReferralReasons.NoPurchase);
        }

        Order first = sales[0];
        if (first.PlacedAt < referral.ClaimedAt)
        {
            return new ReferralOutcome(ReferralState.Rejected, ReferralReasons.NotNew, first);
        }

        Instant due = first.PlacedAt + Duration.FromDays(referral.Terms.ReturnDays);
        return Of(referral, first, due, orders, now) with { Order = first, DueAt = due };
    }

    private static ReferralOutcome Of(Referral referral, Order first, Instant due, IReadOnlyList<Order> orders, Instant now)
    {
        Order[] returns = [.. orders.Where(order => order.ReturnOf == first.Id && order.Status != OrderStatus.Cancelled && order.PlacedAt < due && order.PlacedAt <= now)];
        Money left = returns.Aggregate(first.Net, static (sum, back) => sum + back.Net); // returns have negative amounts
        bool comparable = referral.Terms.Minimum is not { } least || least.Currency == left.Currency;
        if (left.MinorUnits <= 0 || (comparable && left < referral.Terms.Minimum))
        {
            return new ReferralOutcome(ReferralState.Reversed, returns.Length == 0 ? ReferralReasons.BelowMinimum : ReferralReasons.Refunded);
        }

        string? flag = referral.Flag ?? (comparable ? null : ReferralReasons.OtherCurrency);
        return referral.Decision == false ? new ReferralOutcome(ReferralState.Rejected, ReferralReasons.RejectedByHand)
            : flag is not null && referral.Decision is null ? new ReferralOutcome(ReferralState.Review, flag)
            : now < due ? new ReferralOutcome(ReferralState.Pending, ReferralReasons.Purchased)
            : new ReferralOutcome(ReferralState.Rewarded, ReferralReasons.PeriodOver);
    }
}
