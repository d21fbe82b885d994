using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Classification;

/// <summary>
/// Order events of all customers of a tenant in arrays, sorted by customer and then by instant and order id: what facts are computed from. One generation;
/// changes make a new one.
/// </summary>
/// <remarks>
/// Keeps 17 bytes an event, and 32 to 48 bytes a customer with what has to be known of it. Rows are numbered from 0 and keep their numbers in later generations
/// as long as no customer is removed. Immutable and thread-safe.
/// </remarks>
public sealed class OrderColumns
{
    internal const int FieldCount = 6;

    private readonly CustomerIndex _index;
    private readonly int[] _offsets;
    private readonly long[] _microseconds;
    private readonly long[] _amounts;
    private readonly OrderMarks[] _marks;
    private readonly int[]?[] _fields;

    internal OrderColumns(
        Currency currency, CustomerIndex index, int[] offsets, long[] microseconds, long[] amounts, OrderMarks[] marks, int[]?[] fields, long unknownAmounts)
        : this(currency, index, offsets, microseconds, amounts, marks, fields, unknownAmounts, new object(), 0, null)
    {
    }

    private OrderColumns(
        Currency currency,
        CustomerIndex index,
        int[] offsets,
        long[] microseconds,
        long[] amounts,
        OrderMarks[] marks,
        int[]?[] fields,
        long unknownAmounts,
        object lineage,
        int generation,
        int[]? changedIn)
    {
        Currency = currency;
        _index = index;
        _offsets = offsets;
        _microseconds = microseconds;
        _amounts = amounts;
        _marks = marks;
        _fields = fields;
        UnknownAmounts = unknownAmounts;
        Lineage = lineage;
        Generation = generation;
        ChangedIn = changedIn;
    }

    /// <summary>The currency of all amounts.</summary>
    public Currency Currency { get; }

    /// <summary>How many customers there are, those without orders among them.</summary>
    public int Customers => _index.Count;

    /// <summary>How many orders and returns there are.</summary>
    public int Events => _microseconds.Length;

    /// <summary>Of how many events the amount is unknown because a rate is missing.</summary>
    public long UnknownAmounts { get; }

    /// <summary>How many bytes the arrays take.</summary>
    public long Bytes => _index.Bytes
        + (4L * _offsets.Length)
        + (17L * _microseconds.Length)
        + (4L * (ChangedIn?.Length ?? 0))
        + _fields.Sum(static column => 4L * (column?.Length ?? 0));

    /// <summary>What generations share whose rows have the same numbers.</summary>
    internal object Lineage { get; }

    /// <summary>The number of this generation in its lineage.</summary>
    internal int Generation { get; }

    /// <summary>By row, the generation that changed it last; null where none did.</summary>
    internal int[]? ChangedIn { get; }

    internal ReadOnlySpan<int> Offsets => _offsets;

    internal ReadOnlySpan<long> Microseconds => _microseconds;

    internal ReadOnlySpan<long> Amounts => _amounts;

    internal ReadOnlySpan<OrderMarks> Marks => _marks;

    /// <summary>The customer in a row.</summary>
    /// <param name="row">0 to <see cref="Customers"/> − 1.</param>
    public CustomerId CustomerAt(int row) => new(_index.Ids[row]);

    /// <summary>The row of a customer.</summary>
    /// <returns>Whether the customer is there.</returns>
    public bool TryFind(CustomerId customer, [NotNullWhen(true)] out int row)
    {
        row = _index.Find(customer.Value);
        return row >= 0;
    }

    /// <summary>All events of the customer in a row, whenever they happened.</summary>
    /// <param name="row">0 to <see cref="Customers"/> − 1.</param>
    public OrderHistory HistoryAt(int row) => History(_offsets[row], _offsets[row + 1]);

    /// <summary>The events of the customer in a row up to and including an instant.</summary>
    /// <param name="row">0 to <see cref="Customers"/> − 1.</param>
    /// <param name="until">The instant in microseconds since 1970-01-01T00:00Z.</param>
    public OrderHistory HistoryAt(int row, long until) => History(_offsets[row], EndAt(row, until));

    /// <summary>A generation in which some customers are as they are now.</summary>
    /// <param name="changed">The changed and new customers, each with its whole history: columns of the same currency, built from these customers alone.</param>
    /// <param name="removed">Customers that are no more. Where there are any, rows are numbered anew.</param>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public OrderColumns With(OrderColumns changed, IReadOnlyCollection<CustomerId>? removed = null)
    {
        ArgumentNullException.ThrowIfNull(changed);
        return changed.Currency == Currency
            ? new OrderColumnsMerge(this, changed, removed ?? []).Run()
            : throw new ArgumentException($"The changes are in {changed.Currency}, the columns in {Currency}; build both in the reporting currency.", nameof(changed));
    }

    /// <summary>A generation with more orders of customers who are there.</summary>
    /// <param name="orders">Orders and returns, in any order.</param>
    /// <param name="undecided">
    /// Takes the customers whose new orders are left out, some more than once: those who are not in the columns, and those with an event at the very instant of a new one, which may be the same or come before or
    /// after. Build them again by <see cref="With"/>.
    /// </param>
    public OrderColumns WithOrders(ReadOnlySpan<OrderEvent> orders, ICollection<CustomerId> undecided)
    {
        ArgumentNullException.ThrowIfNull(undecided);
        return new OrderColumnsAppend(this, orders, undecided).Run();
    }

    /// <summary>The column of a field of the customers' records; null where no customer has it.</summary>
    internal int[]? Field(CustomerField field) => _fields[(int)field];

    internal CustomerIndex Index => _index;

    /// <summary>One past the last event of a row that happened up to an instant.</summary>
    internal int EndAt(int row, long until)
    {
        int start = _offsets[row], end = _offsets[row + 1];
        return end == start || _microseconds[end - 1] <= until ? end : LowerBound(start, end, until + 1);
    }

    /// <summary>The first event from <paramref name="start"/> on that did not happen before an instant, or <paramref name="end"/>.</summary>
    internal int LowerBound(int start, int end, long from)
    {
        while (start < end)
        {
            int middle = (int)(((uint)start + (uint)end) >> 1);
            if (_microseconds[middle] < from)
            {
                start = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return start;
    }

    internal static OrderColumns Next(
        OrderColumns of, CustomerIndex index, int[] offsets, long[] microseconds, long[] amounts, OrderMarks[] marks, int[]?[] fields, long unknownAmounts, int[]? changedIn) =>
        changedIn is null
            ? new OrderColumns(of.Currency, index, offsets, microseconds, amounts, marks, fields, unknownAmounts)
            : new OrderColumns(of.Currency, index, offsets, microseconds, amounts, marks, fields, unknownAmounts, of.Lineage, of.Generation + 1, changedIn);

    /// <summary>The next generation of the same customers.</summary>
    internal OrderColumns Next(int[] offsets, long[] microseconds, long[] amounts, OrderMarks[] marks, long unknownAmounts, int[] changedIn) =>
        new(Currency, _index, offsets, microseconds, amounts, marks, _fields, unknownAmounts, Lineage, Generation + 1, changedIn);

    private OrderHistory History(int start, int end) =>
        new(_microseconds.AsSpan(start, end - start), _amounts.AsSpan(start, end - start), _marks.AsSpan(start, end - start));
}
