using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How coupons are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CouponModel
{
    /// <summary>The code.</summary>
    public static FieldId Code { get; } = "code";

    /// <summary>Who alone may use it.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>From when on it can be used.</summary>
    public static FieldId From { get; } = "from";

    /// <summary>The kind <c>coupon</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Coupon>("coupon", static c => c.Id);
        kind.About(static c => c.Customer);
        FieldHandle<string?> key = kind.Text("key", static c => c.Key, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<string?> code = kind.Text(Code, static c => c.Code, maxLength: Coupon.MaxCodeLength);
        var terms = new CouponTermsFields<Coupon>(kind, static c => c.Terms);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static c => c.Customer, indexed: true);
        FieldHandle<Instant?> from = kind.Instant(From, static c => c.From);
        FieldHandle<Instant?> until = kind.Instant("until", static c => c.Until);
        FieldHandle<long?> used = kind.Int("used", static c => c.Used);
        FieldHandle<Instant?> voidedAt = kind.Instant("voided-at", static c => c.VoidedAt);
        var origin = new OriginFields<Coupon>(kind, static c => c.Origin);
        kind.StampedBy(static (c, stamp) => c with { Origin = stamp }).CheckedBy(static c => c.Check()).Unique("code", Code);
        return kind.ComposedBy(row => new Coupon
        {
            Key = row.Need(key),
            Code = row.Need(code),
            Terms = terms.Read(row)!,
            Customer = (CustomerId?)row.Get(customer),
            From = row.Need(from),
            Until = row.Get(until),
            Used = (int)row.Need(used),
            VoidedAt = row.Get(voidedAt),
            Origin = origin.Read(row),
        });
    }
}
