using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class OrderColumnsTests
{
    private static readonly CustomerId Ada = CustomerId.New();

    [Fact]
    public void Events_at_one_instant_are_ordered_by_order_id()
    {
        OrderId first = OrderId.New(), second = OrderId.New();
        OrderColumns columns = new MemoryOrders([], [Event(second, 5, 200), Event(first, 5, 100), Event(OrderId.New(), 4, 50)]).Build();
        Assert.True(columns.TryFind(Ada, out int row));
        Assert.Equal([50L, 100, 200], columns.HistoryAt(row).Amounts.ToArray());
    }

    [Fact]
    public void Every_history_is_in_its_total_order_whatever_the_order_and_the_size_of_chunks() => Law.Holds(
        Populations.Histories, Gen.Choose(0, int.MaxValue).ToArbitrary(), (events, seed) =>
        {
            int batch = 1 + (seed % 100);
            OrderColumns columns = new MemoryOrders(Populations.Shuffled(Populations.Customers, seed), Populations.Shuffled(events, seed)) { BatchSize = batch }.Build();
            Assert.Equal((Populations.Customers.Count, events.Length), (columns.Customers, columns.Events));
            foreach (CustomerEntry customer in Populations.Customers)
            {
                Assert.True(columns.TryFind(customer.Id, out int row));
                Assert.Equal(customer.Id, columns.CustomerAt(row));
                OrderEvent[] expected = InOrder(events, customer.Id);
                OrderHistory history = columns.HistoryAt(row);
                Assert.Equal(expected.Select(static e => e.Microseconds), history.Microseconds.ToArray());
                Assert.Equal(expected.Select(static e => e.Marks), history.Marks.ToArray());
                Assert.Equal(expected.Select(static e => e.Marks == OrderMarks.AmountUnknown ? 0 : e.NetMinor), history.Amounts.ToArray());
            }
        });

    [Fact]
    public void A_stream_in_order_of_order_ids_gives_the_same_columns() => Law.Holds(Populations.Histories, events =>
    {
        OrderEvent[] sorted = [.. events.DistinctBy(static e => e.Order).OrderBy(static e => e.Order)];
        AssertSame(Populations.Of(Populations.Shuffled(sorted, 1)).Build(), new MemoryOrders(Populations.Customers, sorted) { OrderIdsAscend = true }.Build());
    });

    [Fact]
    public void A_stream_that_breaks_its_promise_of_ascending_ids_is_refused()
    {
        OrderId first = OrderId.New(), second = OrderId.New();
        CrmException error = Assert.Throws<CrmException>(
            () => new MemoryOrders([], [Event(second, 1, 1), Event(first, 2, 1)]) { OrderIdsAscend = true }.Build());
        Assert.Equal(ClassificationErrorCodes.BadOrderEvents, error.Code);
    }

    [Fact]
    public void A_long_history_that_comes_in_reverse_is_sorted()
    {
        OrderEvent[] events = [.. Enumerable.Range(0, 200_000).Select(n => Event(OrderId.New(), 200_000 - (n / 2), n))];
        OrderColumns columns = new MemoryOrders([], events) { BatchSize = 5000 }.Build();
        OrderHistory history = columns.HistoryAt(0);
        Assert.Equal(InOrder(events, Ada).Select(static e => e.NetMinor), history.Amounts.ToArray());
    }

    [Fact]
    public async Task CL_5_changed_customers_make_the_generation_that_a_full_rebuild_makes() => await Law.HoldsAsync(
        Both,
        async pair =>
        {
            (OrderEvent[] before, OrderEvent[] more) = pair;
            CustomerEntry[] firstCustomers = [.. Populations.Customers.Take(6)];
            OrderEvent[] first = [.. before.Where(e => firstCustomers.Any(customer => customer.Id == e.Customer))];
            OrderColumns old = new MemoryOrders(firstCustomers, first).Build();

            // Now all customers are there, some events are new, and some records have changed.
            CustomerEntry[] now = [.. Populations.Customers.Select((customer, i) => i % 3 == 0 ? customer with { Region = Category.Of("moved") } : customer)];
            OrderEvent[] all = [.. first, .. more];
            var source = new MemoryOrders(now, all);
            CustomerId[] changed = [.. more.Select(static e => e.Customer).Concat(now.Except(firstCustomers).Select(static customer => customer.Id)).Distinct()];
            OrderColumns next = old.With(await OrderColumnsBuilder.BuildAsync(source, changed, CancellationToken.None));

            AssertSame(source.Build(), next);
            AssertSame(new MemoryOrders(firstCustomers, first).Build(), old);
        });

    [Fact]
    public void CL_5_new_orders_make_the_generation_that_a_full_rebuild_makes() => Law.Holds(Both, pair =>
    {
        (OrderEvent[] before, OrderEvent[] more) = pair;
        CustomerEntry[] known = [.. Populations.Customers.Take(7)];
        OrderEvent[] first = [.. before.Where(e => known.Any(customer => customer.Id == e.Customer))], all = [.. first, .. more];
        OrderColumns old = new MemoryOrders(known, first).Build();
        HashSet<CustomerId> undecided = [];
        OrderColumns next = old.WithOrders(more, undecided);

        // Left out are the customers who are not there, those with an old event at the instant of a new one, and those of whom one order comes twice.
        foreach (IGrouping<CustomerId, OrderEvent> theirs in more.GroupBy(static e => e.Customer))
        {
            bool isUnknown = !old.TryFind(theirs.Key, out int row);
            bool meets = !isUnknown && theirs.Any(e => old.HistoryAt(row).Microseconds.Contains(e.Microseconds));
            Assert.True(undecided.Contains(theirs.Key) || !(isUnknown || meets));
            Assert.False(undecided.Contains(theirs.Key) && !isUnknown && !meets && theirs.DistinctBy(static e => e.Order).Count() == theirs.Count());
        }

        if (undecided.Count > 0)
        {
            next = next.With(new MemoryOrders(known.Where(customer => undecided.Contains(customer.Id)), all.Where(e => undecided.Contains(e.Customer))).Build());
        }

        AssertSame(new MemoryOrders(known, all).Build(), next);
        AssertSame(new MemoryOrders(known, first).Build(), old);
    });

    [Fact]
    public void Removed_customers_are_gone_and_the_others_stay() => Law.Holds(Populations.Histories, events =>
    {
        OrderColumns old = Populations.Of(events).Build();
        CustomerId[] removed = [Populations.Customers[0].Id, Populations.Customers[4].Id, CustomerId.New()];
        CustomerEntry[] left = [.. Populations.Customers.Where(customer => !removed.Contains(customer.Id))];
        OrderColumns next = old.With(new OrderColumnsBuilder(Currency.Usd).Build(), removed);
        AssertSame(new MemoryOrders(left, events.Where(e => !removed.Contains(e.Customer))).Build(), next);
        Assert.False(next.TryFind(removed[0], out _));
    });

    [Fact]
    public void Columns_keep_at_most_24_bytes_an_order_at_ten_orders_a_customer()
    {
        var builder = new OrderColumnsBuilder(Currency.Usd, orderIdsAscend: true);
        CustomerId[] customers = [.. Enumerable.Range(0, 20_000).Select(static _ => CustomerId.New())];
        for (int n = 0; n < 10; n++)
        {
            builder.AddOrders([.. customers.Select(customer => new OrderEvent(customer, OrderId.New(), n, n))]);
        }

        OrderColumns columns = builder.Build();
        Assert.Equal(200_000, columns.Events);
        Assert.InRange(columns.Bytes, 17 * 200_000, 24 * 200_000);
    }

    [Fact]
    public void Unknown_amounts_are_counted() => Law.Holds(Populations.Histories, Populations.FewEvents, (events, more) =>
    {
        OrderColumns columns = Populations.Of(events).Build();
        Assert.Equal(events.Count(static e => e.Marks == OrderMarks.AmountUnknown), columns.UnknownAmounts);
        CustomerId[] changed = [.. more.Select(static e => e.Customer)];
        OrderEvent[] all = [.. events, .. more];
        OrderColumns next = columns.With(new MemoryOrders([], all.Where(e => changed.Contains(e.Customer))).Build());
        Assert.Equal(all.Count(static e => e.Marks == OrderMarks.AmountUnknown), next.UnknownAmounts);
    });

    private static FsCheck.Arbitrary<(OrderEvent[] Before, OrderEvent[] More)> Both =>
        (from before in Populations.Histories.Generator from more in Populations.FewEvents.Generator select (before, more)).ToArbitrary();

    private static OrderEvent Event(OrderId id, long at, long net) => new(Ada, id, at, net);

    private static OrderEvent[] InOrder(OrderEvent[] events, CustomerId customer) =>
    [
        .. events.Where(e => e.Customer == customer)
            .OrderBy(static e => e.Microseconds).ThenBy(static e => e.Order).ThenBy(static e => e.Marks).ThenBy(static e => e.Marks == OrderMarks.AmountUnknown ? 0 : e.NetMinor),
    ];

    private static void AssertSame(OrderColumns expected, OrderColumns actual)
    {
        Assert.Equal((expected.Customers, expected.Events, expected.UnknownAmounts), (actual.Customers, actual.Events, actual.UnknownAmounts));
        for (int row = 0; row < expected.Customers; row++)
        {
            CustomerId customer = expected.CustomerAt(row);
            Assert.True(actual.TryFind(customer, out int other));
            Assert.Equal(expected.HistoryAt(row).Microseconds.ToArray(), actual.HistoryAt(other).Microseconds.ToArray());
            Assert.Equal(expected.HistoryAt(row).Amounts.ToArray(), actual.HistoryAt(other).Amounts.ToArray());
            Assert.Equal(expected.HistoryAt(row).Marks.ToArray(), actual.HistoryAt(other).Marks.ToArray());
            foreach (CustomerField field in Enum.GetValues<CustomerField>())
            {
                Assert.Equal(expected.Field(field)?[row] ?? 0, actual.Field(field)?[other] ?? 0);
            }
        }
    }
}
