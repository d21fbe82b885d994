using Crm.Sdk.Classification;

namespace Crm.Sdk.Value;

/// <summary>The repeat purchases (x, t_x, T, m) of every customer who purchased up to the end of an observation: what value models are fitted to and predict from.</summary>
/// <remarks>
/// <para>
/// A purchase is a local day with an order; the first one is never in x and its value not in m. A return is taken off the latest purchase before it, then off the one before that; a purchase
/// that came back as a whole was none. Cancelled orders are in no column. Computed from order columns in one pass; 24 bytes a customer.
/// </para>
/// <para>Immutable and thread-safe. Rows are in the order of the columns.</para>
/// </remarks>
public sealed class PurchaseTable
{
    private const int RowsAtOnce = 8_192;
    private const long Unknown = long.MinValue;

    private readonly OrderColumns _columns;
    private readonly LocalDays _localDays;
    private readonly int[] _rows;
    private readonly int[] _frequency;
    private readonly int[] _recency;
    private readonly int[] _age;
    private readonly long[] _spend;

    private PurchaseTable(OrderColumns columns, AsOf until, LocalDays localDays, int[] rows, int[] frequency, int[] recency, int[] age, long[] spend)
    {
        _columns = columns;
        Until = until;
        _localDays = localDays;
        _rows = rows;
        _frequency = frequency;
        _recency = recency;
        _age = age;
        _spend = spend;
    }

    /// <summary>The end of the observation, and the zone of its days.</summary>
    public AsOf Until { get; }

    /// <summary>The currency of all amounts.</summary>
    public Currency Currency => _columns.Currency;

    /// <summary>How many customers purchased.</summary>
    public int Count => _rows.Length;

    /// <summary>Of how many customers an amount is unknown for want of a rate of exchange, so that they have no mean spend.</summary>
    public int WithUnknownAmount => _spend.Count(static spend => spend == Unknown);

    /// <summary>The customer at a place.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public CustomerId CustomerAt(int index) => _columns.CustomerAt(_rows[index]);

    /// <summary>What a customer did.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <param name="unit">The unit of recency and age.</param>
    public RepeatPurchases At(int index, TimeUnit unit)
    {
        double days = unit.Days();
        return new RepeatPurchases(_frequency[index], _recency[index] / days, _age[index] / days, MeanSpendAt(index));
    }

    /// <summary>Summarises the purchases of all customers.</summary>
    /// <param name="columns">The customers and their orders.</param>
    /// <param name="until">The end of the observation; what happened later does not count.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PurchaseTable Of(OrderColumns columns, AsOf until, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(until);
        long end = until.Instant.ToUnixMicroseconds();
        var localDays = new LocalDays(until.Zone, columns.Events == 0 ? end : Earliest(columns), long.MaxValue);
        int customers = columns.Customers, last = DayNumber.Of(until.Date);
        int[] frequency = new int[customers], recency = new int[customers], age = new int[customers];
        long[] spend = new long[customers];
        ForRows(customers, (row, days) =>
        {
            days.Read(columns.HistoryAt(row, end), localDays);
            frequency[row] = days.Count - 1;
            if (days.Count > 0)
            {
                recency[row] = days.Days[^1] - days.Days[0];
                age[row] = last - days.Days[0];
                foreach (long amount in days.Amounts[1..])
                {
                    spend[row] = checked(spend[row] + amount);
                }

                spend[row] = days.HasUnknownAmount ? Unknown : spend[row];
            }
        }, cancellationToken);
        int count = 0;
        int[] rows = new int[customers];
        for (int row = 0; row < customers; row++)
        {
            if (frequency[row] >= 0)
            {
                (rows[count], frequency[count], recency[count], age[count], spend[count]) = (row, frequency[row], recency[row], age[row], spend[row]);
                count++;
            }
        }

        return new PurchaseTable(columns, until, localDays, rows[..count], frequency[..count], recency[..count], age[..count], spend[..count]);
    }

    /// <summary>How many purchases each customer made after the observation, up to and including an instant; purchase days as in the table.</summary>
    /// <param name="end">The end of the holdout, at or after <see cref="Until"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One figure a customer, in the order of the table.</returns>
    public int[] PurchasesAfter(AsOf end, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(end);
        int[] after = new int[Count];
        int last = DayNumber.Of(Until.Date);
        long until = end.Instant.ToUnixMicroseconds();
        ForRows(Count, (i, days) =>
        {
            days.Read(_columns.HistoryAt(_rows[i], until), _localDays);
            foreach (int day in days.Days)
            {
                after[i] += day > last ? 1 : 0;
            }
        }, cancellationToken);
        return after;
    }

    /// <summary>The days of all purchases up to an instant, as (days after <see cref="Until"/>, is it a repeat purchase), customer by customer; for tracking.</summary>
    internal void ForEachPurchase(AsOf end, Action<int, bool> take, CancellationToken cancellationToken)
    {
        var days = new PurchaseDays();
        int last = DayNumber.Of(Until.Date);
        long until = end.Instant.ToUnixMicroseconds();
        for (int i = 0; i < Count; i++)
        {
            if (i % RowsAtOnce == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            days.Read(_columns.HistoryAt(_rows[i], until), _localDays);
            for (int j = 0; j < days.Count; j++)
            {
                take(days.Days[j] - last, j > 0);
            }
        }
    }

    /// <summary>The figures of a customer in whole days: what equal customers are told by.</summary>
    internal (int Frequency, int Recency, int Age) DaysAt(int index) => (_frequency[index], _recency[index], _age[index]);

    /// <summary>Reads the days on which a customer purchased.</summary>
    internal void Read(int index, PurchaseDays days) => days.Read(_columns.HistoryAt(_rows[index], Until.Instant.ToUnixMicroseconds()), _localDays);

    internal double? MeanSpendAt(int index) =>
        _frequency[index] > 0 && _spend[index] != Unknown ? (double)_spend[index] / _frequency[index] / _columns.Currency.MinorUnitsPerUnit : null;

    private static long Earliest(OrderColumns columns)
    {
        long earliest = long.MaxValue;
        foreach (long at in columns.Microseconds)
        {
            earliest = Math.Min(earliest, at);
        }

        return earliest;
    }

    private static void ForRows(int count, Action<int, PurchaseDays> read, CancellationToken cancellationToken) => Parallel.For(
        0,
        (count + RowsAtOnce - 1) / RowsAtOnce,
        new ParallelOptions { CancellationToken = cancellationToken },
        static () => new PurchaseDays(),
        (part, _, days) =>
        {
            for (int row = part * RowsAtOnce; row < Math.Min(count, (part + 1) * RowsAtOnce); row++)
            {
                read(row, days);
            }

            return days;
        },
        static _ => { });
}
