using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;

namespace Crm.Sdk.Tests.Classification;

/// <summary>Customers and events in memory, streamed in batches of a chosen size, in the order of the lists.</summary>
internal sealed class MemoryOrders(IEnumerable<CustomerEntry> customers, IEnumerable<OrderEvent> events) : IOrderEventSource
{
    public Currency Currency { get; init; } = Currency.Usd;

    public bool OrderIdsAscend { get; init; }

    public int BatchSize { get; init; } = 7;

    public IAsyncEnumerable<ReadOnlyMemory<CustomerEntry>> ReadCustomersAsync(IReadOnlyList<CustomerId>? customers1, CancellationToken cancellationToken) =>
        BatchesAsync(customers.Where(customer => customers1?.Contains(customer.Id) ?? true), cancellationToken);

    public IAsyncEnumerable<ReadOnlyMemory<OrderEvent>> ReadOrdersAsync(IReadOnlyList<CustomerId>? customers1, CancellationToken cancellationToken) =>
        BatchesAsync(events.Where(order => customers1?.Contains(order.Customer) ?? true), cancellationToken);

    public OrderColumns Build()
    {
        var builder = new OrderColumnsBuilder(Currency, OrderIdsAscend);
        foreach (CustomerEntry[] batch in customers.Chunk(BatchSize))
        {
            builder.AddCustomers(batch);
        }

        foreach (OrderEvent[] batch in events.Chunk(BatchSize))
        {
            builder.AddOrders(batch);
        }

        return builder.Build();
    }

    // One buffer for all batches, as a reader of a store would have it.
    private async IAsyncEnumerable<ReadOnlyMemory<T>> BatchesAsync<T>(IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new T[BatchSize];
        foreach (T[] chunk in items.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            chunk.CopyTo(buffer, 0);
            yield return buffer.AsMemory(0, chunk.Length);
        }
    }
}
