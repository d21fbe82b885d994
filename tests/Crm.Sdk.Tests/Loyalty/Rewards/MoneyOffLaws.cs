using Crm.Sdk.Loyalty;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>What points and coupons take off a total: exact, rounded down, never above the total (LO-1).</summary>
public sealed class MoneyOffLaws
{
    private static readonly string[] Currencies = ["CNY", "JPY", "KWD"]; // of 2, 0 and 3 digits

    [Fact]
    public void LO_1_Points_take_off_what_they_are_worth_and_no_point_more_than_it_needs() => Law.Holds(
        from currency in Gen.Elements(Currencies)
        from rate in Gen.Choose(1, 3_000_000)
        from points in Gen.Choose(1, 1_000_000)
        from total in Gen.Choose(1, 10_000_000)
        select (UnitPrice.OfMillionths(rate, Currency.Parse(currency)), (long)points, Money.OfMinor(total, Currency.Parse(currency))),
        drawn =>
        {
            (UnitPrice rate, long points, Money total) = drawn;
            decimal unit = 1m / total.Currency.MinorUnitsPerUnit;
            if (rate.Amount * points < unit)
            {
                Assert.Equal(ErrorCodes.BadValue, Assert.Throws<CrmException>(() => MoneyOffQuote.Of(rate, points, total)).Code);
                return;
            }

            MoneyOffQuote quote = MoneyOffQuote.Of(rate, points, total);
            Assert.True(quote.Value <= total && quote.Value.MinorUnits > 0);
            Assert.InRange(quote.Points, 1, points);
            Assert.True(quote.Value.Amount <= rate.Amount * quote.Points, "it gives more than the points are worth");
            Assert.True(quote.Value.Amount > rate.Amount * (quote.Points - 1), "a point less would do");
            Assert.True(quote.Value == total || quote.Value.Amount + unit > rate.Amount * points, "it gives less than the points are worth");
        },
        500);

    [Fact]
    public void Money_off_in_another_currency_is_refused() => Assert.Equal(
        ErrorCodes.CurrencyMismatch, Assert.Throws<CrmException>(() => MoneyOffQuote.Of(UnitPrice.Of(0.01m, "CNY"), 100, Money.Of(5m, "EUR"))).Code);

    [Fact]
    public void LO_1_A_coupon_never_takes_off_more_than_the_total_and_a_share_is_rounded_down() => Law.Holds(
        from total in Gen.Choose(1, 1_000_000) from share in Gen.Choose(1, 1_000_000) from off in Gen.Choose(1, 1_000_000) select (Money.OfMinor(total, Currency.Parse("CNY")), share, Money.OfMinor(off, Currency.Parse("CNY"))),
        drawn =>
        {
            (Money total, int share, Money off) = drawn;
            Money part = new CouponTerms { ShareMillionths = share }.DiscountOf(total), fixedPart = new CouponTerms { Off = off }.DiscountOf(total);
            Assert.Equal(decimal.Floor(total.MinorUnits * (share / 1_000_000m)), part.MinorUnits);
            Assert.Equal(Math.Min(total.MinorUnits, off.MinorUnits), fixedPart.MinorUnits);
        },
        500);
}
