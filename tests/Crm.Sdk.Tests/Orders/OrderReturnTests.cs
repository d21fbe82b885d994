using Crm.Sdk.Orders;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Orders;

public sealed class OrderReturnTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 2, 12, 0);

    private static readonly Gen<OrderLine> Line =
        from quantity in Gen.OneOf(Gen.Choose(1, 12).Select(static pieces => pieces * 1_000_000L), Gen.Choose(1, 9_999_999).Select(static millionths => (long)millionths))
        from net in Gen.Choose(-5_000, 1_000_000)
        from tax in Gen.Choose(0, 99_999)
        from discount in Gen.Choose(0, 500)
        from cost in Gen.Elements<long?>(null, 0, 77_777)
        select new OrderLine
        {
            Product = "p",
            Quantity = new Quantity(quantity),
            Discount = Money.OfMinor(discount, Currency.Cny),
            Net = Money.OfMinor(net, Currency.Cny),
            Tax = Money.OfMinor(tax, Currency.Cny),
            Cost = cost is { } minor ? Money.OfMinor(minor, Currency.Cny) : null,
        };

    private static readonly Gen<(Order Order, int[] Steps)> Cases =
        from lines in Gen.Choose(1, 3).SelectMany(static count => Line.ArrayOf(count))
        from steps in Gen.Choose(1, 100).ArrayOf(8)
        select (Order.Place(CustomerId.New(), Noon, lines), steps);

    [Fact]
    public void TX_1_A_full_return_in_parts_sums_to_the_original_to_the_minor_unit() => Law.Holds(
        Cases,
        static all =>
        {
            var returns = new List<Order>();
            long[] left = [.. all.Order.Lines.Select(static line => line.Quantity.Millionths)];
            for (int step = 0; left.Any(static rest => rest > 0); step++)
            {
                int at = step % left.Length;
                long part = step < all.Steps.Length ? Math.Max(left[at] * all.Steps[step] / 100, Math.Min(1, left[at])) : left[at];
                if (part > 0)
                {
                    returns.Add(Order.Return(all.Order, Noon, returns, new ReturnedLine(at, new Quantity(part))));
                    left[at] -= part;
                }
            }

            OrderLine[] back = [.. returns.SelectMany(static order => order.Lines)];
            for (int at = 0; at < left.Length; at++)
            {
                OrderLine line = all.Order.Lines[at];
                OrderLine[] mine = [.. back.Where(each => each.OriginalLine == at)];
                Assert.Equal(-line.Quantity.Millionths, mine.Sum(static each => each.Quantity.Millionths));
                Assert.Equal(-line.Net.MinorUnits, mine.Sum(static each => each.Net.MinorUnits));
                Assert.Equal(-line.Tax.MinorUnits, mine.Sum(static each => each.Tax.MinorUnits));
                Assert.Equal(-line.Discount.MinorUnits, mine.Sum(static each => each.Discount.MinorUnits));
                Assert.Equal(-line.Cost?.MinorUnits, line.Cost is null ? null : mine.Sum(static each => each.Cost!.Value.MinorUnits));
            }

            Assert.Throws<CrmException>(() => Order.Return(all.Order, Noon, returns, new ReturnedLine(0, new Quantity(1))));
        },
        tests: ScaledCount.Of(2_000));

    [Fact]
    public void Three_single_returns_of_three_pieces_for_ten_yuan_share_the_odd_fen()
    {
        Order order = Sale(OrderLine.OfTotal("tea", 3, Money.Of(10m, "CNY")));
        Order first = Order.Return(order, Noon, [], new ReturnedLine(0, 1));
        Order second = Order.Return(order, Noon, [first], new ReturnedLine(0, 1));
        Order third = Order.Return(order, Noon, [first, second], new ReturnedLine(0, 1));

        Assert.Equal([-333L, -334, -333], new[] { first, second, third }.Select(static each => each.Net.MinorUnits));
        Assert.Equal((OrderType.Return, order.Id, order.Customer), (third.Type, third.ReturnOf!.Value, third.Customer));
    }

    [Fact]
    public void One_line_may_come_back_in_two_lines_of_one_return()
    {
        Order order = Sale(OrderLine.OfTotal("tea", 3, Money.Of(10m, "CNY")));

        Assert.Equal(-1_000, Order.Return(order, Noon, [], new ReturnedLine(0, 1), new ReturnedLine(0, 2)).Net.MinorUnits);
        Assert.Equal(ErrorCodes.BadValue, Refusal(() => Order.Return(order, Noon, [], new ReturnedLine(0, 2), new ReturnedLine(0, 2))));
    }

    [Fact]
    public void A_cancelled_return_counts_for_nothing()
    {
        Order order = Sale(OrderLine.OfTotal("tea", 1, Money.Of(10m, "CNY")));
        Order cancelled = Order.Return(order, Noon, [], new ReturnedLine(0, 1)) with { Status = OrderStatus.Cancelled };

        Assert.Equal(-1_000, Order.Return(order, Noon, [cancelled], new ReturnedLine(0, 1)).Net.MinorUnits);
    }

    [Fact]
    public void An_earlier_return_that_names_no_line_counts_against_the_lines_of_its_product()
    {
        Order order = Sale(OrderLine.OfTotal("tea", 1, Money.Of(10m, "CNY")), OrderLine.OfTotal("cup", 1, Money.Of(5m, "CNY")), OrderLine.OfTotal("tea", 2, Money.Of(18m, "CNY")));
        Order imported = Sale(OrderLine.OfTotal("tea", -2, Money.Of(-19m, "CNY"))) with { Type = OrderType.Return, ReturnOf = order.Id };

        Assert.Equal(-900, Order.Return(order, Noon, [imported], new ReturnedLine(2, 1)).Net.MinorUnits);
        Assert.Equal(ErrorCodes.BadValue, Refusal(() => Order.Return(order, Noon, [imported], new ReturnedLine(0, 1))));
        Assert.Equal(ErrorCodes.BadValue, Refusal(() => Order.Return(order, Noon, [imported, imported], new ReturnedLine(1, 1))));
    }

    [Fact]
    public void What_cannot_come_back_is_refused()
    {
        Order order = Sale(OrderLine.OfTotal("tea", 1, Money.Of(10m, "CNY")));
        Order back = Order.Return(order, Noon, [], new ReturnedLine(0, 1));

        Assert.All(
            (Action[])
            [
                () => Order.Return(order, Noon, []),
                () => Order.Return(order, Noon, [], new ReturnedLine(1, 1)),
                () => Order.Return(order, Noon, [], new ReturnedLine(-1, 1)),
                () => Order.Return(order, Noon, [], new ReturnedLine(0, 0)),
                () => Order.Return(order, Noon, [], new ReturnedLine(0, 2)),
                () => Order.Return(order, Noon, [back], new ReturnedLine(0, 1)),
                () => Order.Return(order, Noon, [back with { ReturnOf = OrderId.New() }], new ReturnedLine(0, 1)),
                () => Order.Return(back, Noon, [], new ReturnedLine(0, 1)),
                () => Order.Return(order with { Status = OrderStatus.Cancelled }, Noon, [], new ReturnedLine(0, 1)),
            ],
            static refused => Assert.Equal(ErrorCodes.BadValue, Refusal(refused)));
    }

    private static Order Sale(params OrderLine[] lines) => Order.Place(CustomerId.New(), Noon, lines);

    private static string Refusal(Action action) => Assert.Throws<CrmException>(action).Code;
}
