using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Orders and programmes for the tests of earning; amounts in CNY.</summary>
internal static class EarningOrders
{
    public static readonly LocalDate Day = new(2026, 6, 30);

    public static LoyaltyProgramme Programme(params ReadOnlySpan<EarningRule> rules) => new() { Code = "club", Wallets = [new PointsWallet { Code = PointsWallet.Main }], Earning = ValueList.Create(rules) };

    public static EarningPlan Plan(ReadOnlySpan<EarningRule> rules)
    {
        LoyaltyProgramme programme = Programme(rules);
        programme.Check();
        return new EarningPlan(programme, 1);
    }

    public static EarningDocument Of(params decimal[] amounts) => Order(amounts.Select(static (amount, place) => Line(place, null, null, amount, 0, 0)));

    public static EarningDocument OfCents(params long[] amounts) => Of([.. amounts.Select(static cents => cents / 100m)]);

    public static EarningDocument Of(params (string Product, string? Category, decimal Amount)[] lines) => Order(lines.Select(static (line, place) => Line(place, line.Product, line.Category, line.Amount, 0, 0)));

    public static EarningDocument WithTaxAndDiscount(decimal net, decimal tax, decimal discount) => Order([Line(0, null, null, net, tax, discount)]);

    private static EarningDocument Order(IEnumerable<EarningLine> lines) => new()
    {
        Source = EarningSource.Order, Id = RecordId.New(), At = Day.At(LocalTime.Noon).InUtc().ToInstant(), Day = Day, Currency = Currency.Parse("CNY"), Lines = lines.ToValueList(),
    };

    private static EarningLine Line(int place, string? product, string? category, decimal net, decimal tax, decimal discount) =>
        new(place, product, category, 1, Money.Of(net + discount, "CNY"), Money.Of(net, "CNY"), Money.Of(net + tax, "CNY"));
}
