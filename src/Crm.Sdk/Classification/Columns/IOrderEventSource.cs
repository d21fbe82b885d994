namespace Crm.Sdk.Classification;

/// <summary>Where the columns of facts come from: streams customers and their order events, of all customers or of some.</summary>
/// <remarks>
/// All streams together are one state of the records. A batch is the reader's until it asks for the next one, so the source may use its buffer again. Batches of
/// a few thousand are best. Thread-safe.
/// </remarks>
public interface IOrderEventSource
{
    /// <summary>The reporting currency, in which all amounts are.</summary>
    Currency Currency { get; }

    /// <summary>
    /// Whether each stream of events comes in ascending order of <see cref="OrderEvent.Order"/>, as a scan by primary key does. Then the ids need not be kept while
    /// the columns are built, which saves 16 bytes an event; a stream that breaks the promise is refused.
    /// </summary>
    bool OrderIdsAscend { get; }

    /// <summary>Streams customers, in any order.</summary>
    /// <param name="customers">Which ones; null for all. Ids that are not there are left out.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<ReadOnlyMemory<CustomerEntry>> ReadCustomersAsync(IReadOnlyList<CustomerId>? customers, CancellationToken cancellationToken);

    /// <summary>Streams all events of customers, also those later than any as-of instant.</summary>
    /// <param name="customers">Of which customers; null for all.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<ReadOnlyMemory<OrderEvent>> ReadOrdersAsync(IReadOnlyList<CustomerId>? customers, CancellationToken cancellationToken);
}
