namespace Crm.Sdk.Loyalty;

/// <summary>What a coupon gives and under which conditions.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record CouponTerms
{
    /// <summary>The fixed amount it takes off, above 0; null where it takes off a share.</summary>
    public Money? Off { get; init; }

    /// <summary>The share it takes off in millionths, 1 to 1,000,000; null where it takes off an amount.</summary>
    public int? ShareMillionths { get; init; }

    /// <summary>The total from which on it can be used; null for any.</summary>
    public Money? Minimum { get; init; }

    /// <summary>How often it can be used; 1 by default.</summary>
    public int Uses { get; init; } = 1;

    /// <summary>For how many days of 24 hours from when it is made; null for ever.</summary>
    public int? Days { get; init; }

    /// <summary>Whether only the member who redeemed it may use it; otherwise whoever has its code.</summary>
    public bool IsBound { get; init; } = true;

    /// <summary>What it takes off a total: never more than the total; a share is rounded down to the minor unit.</summary>
    /// <exception cref="CrmException">CRM1012: the total is in another currency than the amounts.</exception>
    public Money DiscountOf(Money total)
    {
        Money discount = Off ?? Money.OfMinor((long)((Int128)total.MinorUnits * ShareMillionths!.Value / 1_000_000), total.Currency);
        return discount < total ? discount : total;
    }

    internal void Check(string field)
    {
        Require.That(Off is null != ShareMillionths is null, field, "it takes off an amount or a share, and not both");
        Require.That(Off is null or { MinorUnits: > 0 }, $"{field}.off", $"{Off} is not above 0");
        Require.InRange(ShareMillionths, 1, 1_000_000, $"{field}.share");
        Require.NotNegative(Minimum, $"{field}.minimum");
        Require.That(Off is null || Minimum is null || Off.Value.Currency == Minimum.Value.Currency, $"{field}.minimum", "the amount and the minimum are in one currency");
        Require.InRange(Uses, 1, 1_000_000, $"{field}.uses");
        Require.InRange(Days, 1, 36_600, $"{field}.days");
    }
}
