using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A coupon, 优惠券: a code that takes something off an order.</summary>
/// <remarks>Whoever has the code of one that is not bound may use it: treat codes as secrets. Immutable; thread-safe.</remarks>
public sealed record Coupon
{
    /// <summary>The greatest length of a code, in UTF-16 units.</summary>
    public const int MaxCodeLength = 40;

    /// <summary>The coupon's id; it follows from the key.</summary>
    public CouponId Id => CouponId.Of(Key);

    /// <summary>The key under which it was made, once for ever within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>The code: 20 characters of 32, of a generator for secrets, so that it cannot be guessed.</summary>
    public required string Code { get; init; }

    /// <summary>What it gives.</summary>
    public required CouponTerms Terms { get; init; }

    /// <summary>Who alone may use it; null for whoever has the code.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>From when on it can be used, whole microseconds.</summary>
    public required Instant From { get; init; }

    /// <summary>When it can be used no more, whole microseconds; null for never.</summary>
    public Instant? Until { get; init; }

    /// <summary>How often it is used now; uses that were returned do not count.</summary>
    public int Used { get; init; }

    /// <summary>When it was made void, whole microseconds; null where it was not.</summary>
    public Instant? VoidedAt { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check()
    {
        Require.NotEmpty(Key, "coupon.key");
        Require.NotEmpty(Code, "coupon.code");
        Terms.Check("coupon.terms");
        Require.InRange(Used, 0, Terms.Uses, "coupon.used");
        Require.InOrder(From, Until, "coupon.until");
    }
}
