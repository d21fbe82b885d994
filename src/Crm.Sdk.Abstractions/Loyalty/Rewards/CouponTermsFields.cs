using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>The fields in which rewards and coupons keep <see cref="CouponTerms"/>.</summary>
internal sealed class CouponTermsFields<T>
    where T : class
{
    private readonly MoneyFields<T> _off;
    private readonly FieldHandle<long?> _share;
    private readonly MoneyFields<T> _minimum;
    private readonly FieldHandle<long?> _uses;
    private readonly FieldHandle<long?> _days;
    private readonly FieldHandle<bool?> _bound;

    public CouponTermsFields(FieldSetBuilder<T> kind, Func<T, CouponTerms?> get)
    {
        _off = new MoneyFields<T>(kind, "coupon-off", "coupon-off-currency", entity => get(entity)?.Off);
        _share = kind.Int("coupon-share", entity => get(entity)?.ShareMillionths);
        _minimum = new MoneyFields<T>(kind, "coupon-minimum", "coupon-minimum-currency", entity => get(entity)?.Minimum);
        _uses = kind.Int("coupon-uses", entity => get(entity)?.Uses);
        _days = kind.Int("coupon-days", entity => get(entity)?.Days);
        _bound = kind.Bool("coupon-bound", entity => get(entity)?.IsBound);
    }

    public CouponTerms? Read(StoredRow row) => row.Get(_uses) is { } uses
        ? new CouponTerms { Off = _off.Read(row), ShareMillionths = (int?)row.Get(_share), Minimum = _minimum.Read(row), Uses = (int)uses, Days = (int?)row.Get(_days), IsBound = row.Need(_bound) }
        : null;
}
