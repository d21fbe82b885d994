using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A use of a coupon for an order.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record CouponUse
{
    /// <summary>The use's id; it follows from the key.</summary>
    public RecordId Id => IdOf(Key);

    /// <summary>The key, such as the order's number, once for ever within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>The coupon.</summary>
    public required CouponId Coupon { get; init; }

    /// <summary>Who used it.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The total that it was used for.</summary>
    public required Money Total { get; init; }

    /// <summary>What it took off.</summary>
    public required Money Discount { get; init; }

    /// <summary>When, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>When it was returned since the order was cancelled, whole microseconds; null where it was not.</summary>
    public Instant? ReturnedAt { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of the use that a key names: always the same.</summary>
    public static RecordId IdOf(string key) => new(NamedGuid.Of("coupon-use", key));

    internal void Check()
    {
        Require.NotEmpty(Key, "coupon-use.key");
        Require.NotNegative(Discount, "coupon-use.discount");
        Require.That(Discount <= Total, "coupon-use.discount", $"{Discount} is more than the total {Total}");
    }
}
