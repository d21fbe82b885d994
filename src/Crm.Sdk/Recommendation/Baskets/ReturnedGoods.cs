using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Recommendation;

/// <summary>What of each sale came back, where the return says of which sale it is.</summary>
/// <remarks>Immutable and thread-safe. Memory grows with the returned lines alone.</remarks>
internal sealed class ReturnedGoods
{
    private const int IdsPerRead = 1_000;

    private static readonly FieldId[] Fields = ["id", OrderModel.Type, OrderModel.Status, OrderModel.PlacedAt];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Int, FieldType.Int, FieldType.Instant];

    private readonly Dictionary<(OrderId Order, string Product), long> _back = [];

    private ReturnedGoods()
    {
    }

    public static ReturnedGoods None { get; } = new();

    public static ReturnedGoods Of(IEnumerable<Order> returns)
    {
        var returned = new ReturnedGoods();
        foreach (Order order in returns.Where(static order => order.Type == OrderType.Return && order.Status != OrderStatus.Cancelled))
        {
            returned.Add(order);
        }

        return returned;
    }

    public static async Task<ReturnedGoods> ReadAsync(ICrmStore store, TenantId tenant, AsOf asOf, CancellationToken cancellationToken)
    {
        List<RecordId> ids = [];
        long until = asOf.Instant.ToUnixMicroseconds();
        await ColumnScan.RunAsync(
            store,
            new StoreQuery(tenant, OrderModel.Kind.Kind),
            OrderModel.Kind,
            Fields,
            Types,
            (batch, _) =>
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    if (batch.Numbers(1)[i] == (long)OrderType.Return && batch.Numbers(2)[i] != (long)OrderStatus.Cancelled && batch.Numbers(3)[i] <= until)
                    {
                        ids.Add((RecordId)new OrderId(batch.Ids(0)[i]));
                    }
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        var returned = new ReturnedGoods();
        foreach (RecordId[] chunk in ids.Chunk(IdsPerRead))
        {
            foreach (StoredRecord? record in await store.FindAsync(tenant, OrderModel.Kind.Kind, chunk, cancellationToken).ConfigureAwait(false))
            {
                if (record is not null)
                {
                    returned.Add((Order)record.Entity);
                }
            }
        }

        return returned;
    }

    /// <summary>The products of a sale of which something was kept, each once, with how much, in millionths.</summary>
    public IEnumerable<(string Product, long Millionths)> Kept(Order sale)
    {
        if (sale.Lines.Count == 1)
        {
            OrderLine only = sale.Lines[0];
            return only.Product is { } product && Left(sale, product, only.Quantity.Millionths) is var left and > 0 ? [(product, left)] : [];
        }

        return sale.Lines.Items.Where(static line => line.Product is not null)
            .GroupBy(static line => line.Product!, StringComparer.Ordinal)
            .Select(lines => (Product: lines.Key, Millionths: Left(sale, lines.Key, lines.Sum(static line => line.Quantity.Millionths))))
            .Where(static kept => kept.Millionths > 0);
    }

    private long Left(Order sale, string product, long bought) => bought - _back.GetValueOrDefault((sale.Id, product));

    private void Add(Order order)
    {
        if (order.ReturnOf is not { } sale)
        {
            return; // nobody knows which sale it takes back
        }

        foreach (OrderLine line in order.Lines)
        {
            if (line.Product is { } product)
            {
                _back[(sale, product)] = _back.GetValueOrDefault((sale, product)) - line.Quantity.Millionths;
            }
        }
    }
}
