using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How uses of coupons are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CouponUseModel
{
    /// <summary>The coupon.</summary>
    public static FieldId Coupon { get; } = "coupon";

    /// <summary>Who used it.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The kind <c>coupon-use</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CouponUse>("coupon-use", static u => u.Id);
        kind.About(static u => u.Customer);
        FieldHandle<string?> key = kind.Text("key", static u => u.Key, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<RecordId?> coupon = kind.Id(Coupon, static u => u.Coupon, indexed: true);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static u => u.Customer, indexed: true);
        var total = new MoneyFields<CouponUse>(kind, "total", "currency", static u => u.Total);
        FieldHandle<long?> discount = kind.Int("discount", static u => u.Discount.MinorUnits);
        FieldHandle<Instant?> at = kind.Instant(At, static u => u.At);
        FieldHandle<Instant?> returnedAt = kind.Instant("returned-at", static u => u.ReturnedAt);
        var origin = new OriginFields<CouponUse>(kind, static u => u.Origin);
        kind.StampedBy(static (u, from) => u with { Origin = from }).CheckedBy(static u => u.Check());
        return kind.ComposedBy(row => new CouponUse
        {
            Key = row.Need(key),
            Coupon = (CouponId)row.Need(coupon),
            Customer = (CustomerId)row.Need(customer),
            Total = total.Need(row),
            Discount = Money.OfMinor(row.Need(discount), total.Need(row).Currency),
            At = row.Need(at),
            ReturnedAt = row.Get(returnedAt),
            Origin = origin.Read(row),
        });
    }
}
