namespace Crm.Sdk.Classification;

/// <summary>Builds <see cref="OrderColumns"/> of customers and order events that come in chunks, in any order.</summary>
/// <remarks>Used by one thread at a time, for one build. While building it holds 40 bytes an event, 24 where order ids ascend, and as much as the result at the end.</remarks>
public sealed class OrderColumnsBuilder
{
    private const int ChunkSize = 1 << 16;
    private const int RowsAtOnce = 1 << 12;

    private readonly Currency _currency;
    private readonly CustomerIndex _index;
    private readonly List<StagedEvent[]> _chunks = [];
    private readonly List<OrderId[]>? _ids;
    private readonly int[]?[] _fields = new int[OrderColumns.FieldCount][];
    private readonly Guid[] _customers = new Guid[1024];
    private readonly int[] _rows = new int[1024];
    private int[] _counts;
    private int _events;
    private long _unknownAmounts;
    private OrderId _last;
    private bool _built;

    /// <summary>Begins a build.</summary>
    /// <param name="currency">The currency of all amounts.</param>
    /// <param name="orderIdsAscend">Whether events come in ascending order of their order ids; see <see cref="IOrderEventSource.OrderIdsAscend"/>.</param>
    /// <param name="expectedCustomers">About how many customers there will be, if known.</param>
    public OrderColumnsBuilder(Currency currency, bool orderIdsAscend = false, int expectedCustomers = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedCustomers);
        _currency = currency;
        _index = new CustomerIndex(expectedCustomers);
        _counts = new int[Math.Max(expectedCustomers, 16)];
        _ids = orderIdsAscend ? null : [];
    }

    /// <summary>Builds columns of everything that a source streams.</summary>
    public static Task<OrderColumns> BuildAsync(IOrderEventSource source, CancellationToken cancellationToken) => BuildAsync(source, null, cancellationToken);

    /// <summary>Builds columns of some customers: what <see cref="OrderColumns.With"/> takes.</summary>
    /// <param name="source">The source.</param>
    /// <param name="customers">Which customers; null for all.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    public static async Task<OrderColumns> BuildAsync(IOrderEventSource source, IReadOnlyList<CustomerId>? customers, CancellationToken cancellationToken) =>
        (await ReadAsync(source, customers, cancellationToken).ConfigureAwait(false)).Build();

    /// <summary>Reads everything that is to be built.</summary>
    internal static async Task<OrderColumnsBuilder> ReadAsync(IOrderEventSource source, IReadOnlyList<CustomerId>? customers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var builder = new OrderColumnsBuilder(source.Currency, source.OrderIdsAscend, customers?.Count ?? 0);
        await foreach (ReadOnlyMemory<CustomerEntry> batch in source.ReadCustomersAsync(customers, cancellationToken).ConfigureAwait(false))
        {
            builder.AddCustomers(batch.Span);
        }

        await foreach (ReadOnlyMemory<OrderEvent> batch in source.ReadOrdersAsync(customers, cancellationToken).ConfigureAwait(false))
        {
            builder.AddOrders(batch.Span);
        }

        return builder;
    }

    /// <summary>Adds customers. One that comes again replaces what came before.</summary>
    public void AddCustomers(ReadOnlySpan<CustomerEntry> customers)
    {
        foreach (ref readonly CustomerEntry customer in customers)
        {
            int row = _index.GetOrAdd(customer.Id.Value);
            Set(CustomerField.Kind, row, customer.Kind);
            Set(CustomerField.Region, row, customer.Region);
            Set(CustomerField.Industry, row, customer.Industry);
            Set(CustomerField.Source, row, customer.Source);
            Set(CustomerField.Owner, row, customer.Owner);
            Set(CustomerField.Relationship, row, customer.Relationship);
        }
    }

    /// <summary>Adds order events. A customer that was not added gets added, without a record.</summary>
    /// <exception cref="CrmException">CRM4009: ids were said to ascend and do not; or more than 2,147,483,591 events.</exception>
    public void AddOrders(ReadOnlySpan<OrderEvent> orders)
    {
        while (!orders.IsEmpty)
        {
            int count = Math.Min(orders.Length, _rows.Length);
            for (int i = 0; i < count; i++)
            {
                _customers[i] = orders[i].Customer.Value;
            }

            _index.GetOrAdd(_customers.AsSpan(0, count), _rows);
            if (_counts.Length < _index.Count)
            {
                Array.Resize(ref _counts, Math.Max(_index.Count, _counts.Length * 2));
            }

            for (int i = 0; i < count; i++)
            {
                Stage(orders[i], _rows[i]);
            }

            orders = orders[count..];
        }
    }

    /// <summary>Ends the build.</summary>
    /// <exception cref="InvalidOperationException">The build was ended before.</exception>
    public OrderColumns Build()
    {
        if (_built)
        {
            throw new InvalidOperationException("A builder of columns builds once; make another one.");
        }

        _built = true;
        int customers = _index.Count;
        int[] offsets = new int[customers + 1];
        for (int row = 0; row < customers; row++)
        {
            offsets[row + 1] = offsets[row] + (row < _counts.Length ? _counts[row] : 0);
        }

        StagedEvent[] placed = Place(offsets);
        long[] microseconds = new long[_events], amounts = new long[_events];
        OrderMarks[] marks = new OrderMarks[_events];
        var order = new EventOrder(_ids, ChunkSize);
        Parallel.For(0, (customers + RowsAtOnce - 1) / RowsAtOnce, part =>
        {
            int end = Math.Min((part + 1) * RowsAtOnce, customers);
            for (int row = part * RowsAtOnce; row < end; row++)
            {
                Sort(placed.AsSpan(offsets[row], offsets[row + 1] - offsets[row]), order);
            }

            for (int i = offsets[part * RowsAtOnce]; i < offsets[end]; i++)
            {
                microseconds[i] = placed[i].Microseconds;
                amounts[i] = placed[i].Net;
                marks[i] = placed[i].Marks;
            }
        });

        _index.Trim();
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i] is not null)
            {
                Array.Resize(ref _fields[i], customers);
            }
        }

        return new OrderColumns(_currency, _index, offsets, microseconds, amounts, marks, _fields, _unknownAmounts);
    }

    private static void Sort(Span<StagedEvent> events, EventOrder order)
    {
        // Most histories arrive sorted or nearly so, and most are short: insertion is the fastest for both. It gives up when it has to move much.
        long budget = (8L * events.Length) + 64;
        for (int i = 1; i < events.Length; i++)
        {
            if (order.Compare(events[i - 1], events[i]) <= 0)
            {
                continue;
            }

            StagedEvent moved = events[i];
            int at = i;
            do
            {
                events[at] = events[at - 1];
                at--;
            }
            while (at > 0 && order.Compare(events[at - 1], moved) > 0);
            events[at] = moved;
            budget -= i - at;
            if (budget < 0)
            {
                events.Sort(order);
                return;
            }
        }
    }

    private void Set(CustomerField field, int row, Category value)
    {
        ref int[]? column = ref _fields[(int)field];
        if (column is null)
        {
            if (value == Category.None)
            {
                return;
            }

            column = new int[Math.Max(_index.Count, 16)];
        }

        if (row >= column.Length)
        {
            if (value == Category.None)
            {
                return;
            }

            Array.Resize(ref column, Math.Max(row + 1, column.Length * 2));
        }

        column[row] = FactColumn.NumberOf(value);
    }

    private void Stage(in OrderEvent order, int row)
    {
        if (_events == Array.MaxLength)
        {
            throw new CrmException(ClassificationErrorCodes.BadOrderEvents, $"There are more than {Array.MaxLength:N0} order events; split the tenant's customers over several hosts.");
        }

        int at = _events % ChunkSize;
        if (at == 0)
        {
            _chunks.Add(new StagedEvent[ChunkSize]);
            _ids?.Add(new OrderId[ChunkSize]);
        }

        if (_ids is not null)
        {
            _ids[^1][at] = order.Order;
        }
        else if (_events > 0 && order.Order < _last)
        {
            throw new CrmException(
                ClassificationErrorCodes.BadOrderEvents,
                $"The order {order.Order} came after {_last}, though its source says that order ids ascend; sort the stream by order id, or let OrderIdsAscend be false.");
        }

        _last = order.Order;
        bool unknown = (order.Marks & OrderMarks.AmountUnknown) != 0;
        _unknownAmounts += unknown ? 1 : 0;
        ref StagedEvent staged = ref _chunks[^1][at];
        staged.Microseconds = order.Microseconds;
        staged.Net = unknown ? 0 : order.NetMinor;
        staged.RowOrArrival = row;
        staged.Marks = order.Marks;
        _counts[row]++;
        _events++;
    }

    /// <summary>Puts each event among those of its customer, in the order of arrival, and lets go of the chunks.</summary>
    private StagedEvent[] Place(int[] offsets)
    {
        var placed = new StagedEvent[_events];
        int[] next = offsets.AsSpan(0, offsets.Length - 1).ToArray(); // where the next event of a customer goes
        int arrival = 0;
        for (int chunk = 0; chunk < _chunks.Count; chunk++)
        {
            foreach (ref StagedEvent staged in _chunks[chunk].AsSpan(0, Math.Min(ChunkSize, _events - arrival)))
            {
                ref StagedEvent target = ref placed[next[staged.RowOrArrival]++];
                target = staged;
                target.RowOrArrival = arrival++;
            }

            _chunks[chunk] = [];
        }

        return placed;
    }
}
