using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>Feeds the columns of facts from a store: by its column reader where it has one, page by page otherwise.</summary>
/// <remarks>
/// Cancelled orders count for nothing. An order in another currency than the reporting one is converted at the rate of its date in the tenant's zone; where there is no rate its amount is
/// unknown, never guessed. A merged customer counts once: its orders are the survivor's. Thread-safe.
/// </remarks>
internal sealed class StoreOrderSource(ICrmStore store, TenantId tenant, Currency reporting, RateTable rates, MergedCustomers? known = null) : IOrderEventSource
{
    private const int IdsPerQuery = 1_000;

    private static readonly FieldId Id = "id";
    private static readonly FieldId[] CustomerFields = [Id, "kind", CustomerModel.Region, CustomerModel.Industry, CustomerModel.Source, CustomerModel.Owner, CustomerModel.Relationship, CustomerModel.MergedInto];
    private static readonly FieldId[] OrderFields = [Id, OrderModel.Customer, OrderModel.PlacedAt, OrderModel.Type, OrderModel.Net, OrderModel.Currency];
    private static readonly FieldType[] CustomerTypes = [FieldType.Id, FieldType.Int, FieldType.Text, FieldType.Text, FieldType.Text, FieldType.Text, FieldType.Text, FieldType.Id];
    private static readonly FieldType[] OrderTypes = [FieldType.Id, FieldType.Id, FieldType.Instant, FieldType.Int, FieldType.Int, FieldType.Text];

    private static readonly Category Individual = Category.Of("individual"), Enterprise = Category.Of("enterprise");

    private static readonly Condition Counts = Condition.Is(OrderModel.Status, Comparison.NotEqual, FieldValue.Of((long)OrderStatus.Cancelled));

    private MergedCustomers? _merged;

    public Currency Currency => reporting;

    public bool OrderIdsAscend => false; // a column scan comes in no promised order

    public IAsyncEnumerable<ReadOnlyMemory<CustomerEntry>> ReadCustomersAsync(IReadOnlyList<CustomerId>? customers, CancellationToken cancellationToken) => customers is null
        ? ReadAsync<CustomerEntry>(CustomerModel.Kind, [Condition.Everything], CustomerFields, CustomerTypes, FillCustomers, cancellationToken)
        : FindCustomersAsync(customers, cancellationToken);

    public async IAsyncEnumerable<ReadOnlyMemory<OrderEvent>> ReadOrdersAsync(IReadOnlyList<CustomerId>? customers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MergedCustomers merged = _merged = known ?? await MergedCustomers.ReadAsync(store, tenant, cancellationToken).ConfigureAwait(false);
        IEnumerable<Condition> parts = customers is null
            ? [Counts]
            : merged.WithMembers([.. customers.Where(customer => !merged.Contains(customer))]).Chunk(IdsPerQuery)
                .Select(static ids => Condition.All(Counts, Condition.IsIn(OrderModel.Customer, [.. ids.Select(static id => FieldValue.Of(id))])));
        await foreach (ReadOnlyMemory<OrderEvent> batch in ReadAsync<OrderEvent>(OrderModel.Kind, parts, OrderFields, OrderTypes, FillOrdersAsync, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    /// <summary>An added order as an event.</summary>
    public async ValueTask<OrderEvent> EventOfAsync(AddedOrder order, MergedCustomers merged, CancellationToken cancellationToken)
    {
        (long net, OrderMarks marks, string code) = (order.Net.MinorUnits, order.Marks, order.Net.Currency.Code);
        if (!IsReported(code))
        {
            (net, marks) = await ConvertAsync(net, code, order.Microseconds, marks, cancellationToken).ConfigureAwait(false);
        }

        return new OrderEvent(merged.Of(order.Customer.Value), order.Order, order.Microseconds, net, marks);
    }

    private static ValueTask<int> FillCustomers(ColumnBatch batch, CustomerEntry[] entries, CancellationToken cancellationToken)
    {
        int count = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Ids(7)[i] != Guid.Empty)
            {
                continue; // judged here: an index on a field that nearly nobody has would lead a scan of all astray
            }

            entries[count++] = new CustomerEntry(
                new CustomerId(batch.Ids(0)[i]),
                KindOf((CustomerKind)batch.Numbers(1)[i]),
                Category.OfOptional(batch.Texts(2)[i]),
                Category.OfOptional(batch.Texts(3)[i]),
                Category.OfOptional(batch.Texts(4)[i]),
                Category.OfOptional(batch.Texts(5)[i]),
                Category.OfOptional(batch.Texts(6)[i]));
        }

        return ValueTask.FromResult(count);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<CustomerEntry>> FindCustomersAsync(IReadOnlyList<CustomerId> customers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (CustomerId[] chunk in customers.Chunk(IdsPerQuery))
        {
            IReadOnlyList<StoredRecord?> found = await store.FindAsync(tenant, CustomerModel.Kind.Kind, [.. chunk.Select(static id => (RecordId)id)], cancellationToken).ConfigureAwait(false);
            yield return found.OfType<StoredRecord>().Select(static record => (Customer)record.Entity).Where(static c => c.MergedInto is null).Select(static c => new CustomerEntry(
                c.Id, KindOf(c.Kind), Category.OfOptional(c.Region), Category.OfOptional(c.Industry), Category.OfOptional(c.Source), Category.OfOptional(c.Owner), Category.OfOptional(c.Relationship))).ToArray();
        }
    }

    private static Category KindOf(CustomerKind kind) => kind == CustomerKind.Enterprise ? Enterprise : Individual;

    private async ValueTask<int> FillOrdersAsync(ColumnBatch batch, OrderEvent[] events, CancellationToken cancellationToken)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            long micros = batch.Numbers(2)[i];
            OrderMarks marks = batch.Numbers(3)[i] == (long)OrderType.Return ? OrderMarks.Return : OrderMarks.None;
            long net = batch.Numbers(4)[i];
            string code = batch.Texts(5)[i]!;
            if (!IsReported(code))
            {
                (net, marks) = await ConvertAsync(net, code, micros, marks, cancellationToken).ConfigureAwait(false);
            }

            events[i] = new OrderEvent(_merged!.Of(batch.Ids(1)[i]), new OrderId(batch.Ids(0)[i]), micros, net, marks);
        }

        return batch.Count;
    }

    private bool IsReported(string code) => string.Equals(code, reporting.Code, StringComparison.Ordinal);

    /// <summary>An amount in the reporting currency, or the mark that it is unknown.</summary>
    private async ValueTask<(long Net, OrderMarks Marks)> ConvertAsync(long net, string code, long micros, OrderMarks marks, CancellationToken cancellationToken) =>
        await rates.ConvertAsync(Money.OfMinor(net, Currency.Parse(code)), micros, cancellationToken).ConfigureAwait(false) is { } converted
            ? (converted, marks)
            : (0, marks | OrderMarks.AmountUnknown);

    /// <summary>Streams rows of a kind as items, at most two batches ahead of the reader.</summary>
    private async IAsyncEnumerable<ReadOnlyMemory<TItem>> ReadAsync<TItem>(
        KindModel kind,
        IEnumerable<Condition> parts,
        FieldId[] fields,
        FieldType[] types,
        Func<ColumnBatch, TItem[], CancellationToken, ValueTask<int>> fill,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<(TItem[] Items, int Count)>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        Task producing = ProduceAsync();
        try
        {
            await foreach ((TItem[] items, int count) in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return items.AsMemory(0, count);
                ArrayPool<TItem>.Shared.Return(items);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false); // a reader that leaves early ends the scan
            await producing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // its error, if any, came through the channel
        }

        async Task ProduceAsync()
        {
            Exception? error = null;
            try
            {
                foreach (Condition part in parts)
                {
                    await ColumnScan.RunAsync(store, new StoreQuery(tenant, kind.Kind) { Where = part }, kind, fields, types, TakeAsync, stop.Token).ConfigureAwait(false);
                }
            }
            catch (Exception failure)
            {
                error = failure; // raised to the reader by the channel
            }

            channel.Writer.Complete(error);
        }

        async ValueTask TakeAsync(ColumnBatch batch, CancellationToken token)
        {
            TItem[] items = ArrayPool<TItem>.Shared.Rent(batch.Count);
            int count = await fill(batch, items, token).ConfigureAwait(false);
            await channel.Writer.WriteAsync((items, count), token).ConfigureAwait(false);
        }
    }
}
