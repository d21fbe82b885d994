using Crm.Sdk.Classification;

namespace Crm.Sdk.Reports;

/// <summary>Gathers a <see cref="PurchaseSummary"/>, customer by customer, in one pass. Keeps 8 bytes a customer and a figure for each pair of months.</summary>
/// <remarks>Used by one thread.</remarks>
public sealed class PurchaseSummaryBuilder
{
    private readonly AsOf _asOf;
    private readonly Currency _currency;
    private readonly MonthFinder _month;
    private readonly int _lastMonth;
    private readonly Dictionary<int, Sales> _months = [];
    private readonly Dictionary<int, int[]> _cohorts = [];
    private readonly List<long> _spend = [];
    private int _repeaters;
    private int _amountsUnknown;

    /// <summary>Starts an empty summary.</summary>
    /// <param name="asOf">The instant that the answer is for; its zone is that of the months.</param>
    /// <param name="currency">The currency of all amounts.</param>
    public PurchaseSummaryBuilder(AsOf asOf, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(asOf);
        _asOf = asOf;
        _currency = currency;
        _month = new MonthFinder(asOf.Zone);
        _lastMonth = _month.Of(asOf.Instant.ToUnixTimeTicks() / 10);
    }

    /// <summary>Adds all orders and returns of one customer. One without an order does not count.</summary>
    /// <exception cref="CrmException">CRM1011: sums leave the range of money.</exception>
    public void Add(OrderHistory customer)
    {
        int first = int.MaxValue, previous = int.MinValue, orders = 0;
        long spend = 0;
        for (int i = 0; i < customer.Count; i++)
        {
            int month = _month.Of(customer.Microseconds[i]);
            if (month > _lastMonth)
            {
                break;
            }

            OrderMarks marks = customer.Marks[i];
            Sales sales = SalesOf(month);
            long amount = customer.Amounts[i];
            spend = Sum(spend, amount);
            sales.Revenue = Sum(sales.Revenue, amount);
            _amountsUnknown += marks.HasFlag(OrderMarks.AmountUnknown) ? 1 : 0;
            if (marks.HasFlag(OrderMarks.Return))
            {
                continue;
            }

            orders++;
            sales.Orders++;
            first = Math.Min(first, month);
            if (month != previous)
            {
                previous = month;
                sales.Customers++;
                CohortOf(first)[month - first]++;
            }
        }

        if (orders > 0)
        {
            _spend.Add(spend);
            _repeaters += orders > 1 ? 1 : 0;
        }
    }

    /// <summary>What was gathered so far.</summary>
    public PurchaseSummary Build() => new(_asOf, Money.OfMinor(_months.Values.Aggregate(0L, (sum, sales) => Sum(sum, sales.Revenue)), _currency), Concentration.Of(_spend))
    {
        Customers = _spend.Count,
        RepeatCustomers = _repeaters,
        Orders = _months.Values.Sum(sales => sales.Orders),
        AmountsUnknown = _amountsUnknown,
        Months = _months.Count == 0 ? [] : [.. Enumerable.Range(_months.Keys.Min(), _months.Keys.Max() - _months.Keys.Min() + 1).Select(MonthOf)],
        Cohorts = [.. _cohorts.OrderBy(pair => pair.Key).Select(pair => new Cohort(MonthFinder.ToYearMonth(pair.Key), [.. pair.Value]))],
    };

    private long Sum(long left, long right)
    {
        try
        {
            return checked(left + right);
        }
        catch (OverflowException)
        {
            throw new CrmException(ErrorCodes.BadAmount, $"The revenue in {_currency} is out of range: it is beyond {long.MaxValue} minor units.");
        }
    }

    private MonthlySales MonthOf(int month)
    {
        Sales sales = _months.GetValueOrDefault(month) ?? new Sales();
        return new MonthlySales(MonthFinder.ToYearMonth(month), sales.Customers, sales.Orders, Money.OfMinor(sales.Revenue, _currency));
    }

    private Sales SalesOf(int month)
    {
        if (!_months.TryGetValue(month, out Sales? sales))
        {
            _months.Add(month, sales = new Sales());
        }

        return sales;
    }

    private int[] CohortOf(int month)
    {
        if (!_cohorts.TryGetValue(month, out int[]? active))
        {
            _cohorts.Add(month, active = new int[_lastMonth - month + 1]);
        }

        return active;
    }

    private sealed class Sales
    {
        public int Customers { get; set; }

        public int Orders { get; set; }

        public long Revenue { get; set; }
    }
}
