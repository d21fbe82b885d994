using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using NodaTime;

namespace Crm.Sdk.Transactions;

/// <summary>Sums up orders that come customer by customer. Memory grows with the parts of the compositions, and by 40 bytes an order of one customer.</summary>
internal sealed class TransactionTally(AsOf asOf, TransactionOptions options, IReadOnlyDictionary<string, string> categories, Currency currency)
{
    public const string First = "first";
    public const string Repeat = "repeat";
    public const string Return = "return";

    private readonly CompositionTally[] _compositions = [.. Enum.GetValues<TransactionDimension>().Select(static dimension => new CompositionTally(dimension))];
    private readonly List<(LocalDate Day, ConvertedLine All, bool Counts)> _sales = []; // of the customer whose turn it is: which was the first is known only when all were seen
    private readonly FrequencyTally _frequency = new();
    private readonly BasketTally _baskets = new();
    private readonly PartTally _whole = new();
    private CustomerId? _customer;
    private long _customers;
    private long _orders;
    private long _unknown;

    /// <summary>An order with its customer; null where the customer's record is gone.</summary>
    public void Add(CustomerId whose, Customer? customer, Order order, ConvertedLine[] lines, bool isKnown)
    {
        if (whose != _customer)
        {
            EndCustomer();
            _customer = whose;
            _customers++;
        }

        LocalDate day = asOf.DateOf(order.PlacedAt);
        bool counts = !(day < options.From);
        ConvertedLine all = Sum(lines);
        if (order.Type == OrderType.Sale)
        {
            _sales.Add((day, all, counts));
        }

        if (!counts)
        {
            return;
        }

        var turn = new OrderTurn(_customers, ++_orders, order.Type == OrderType.Return);
        _unknown += isKnown ? 0 : 1;
        _whole.Add(all, turn);
        Of(TransactionDimension.CustomerKind, customer is null ? null : NameOf(customer.Kind)).Add(all, turn);
        Of(TransactionDimension.Industry, customer?.Industry).Add(all, turn);
        Of(TransactionDimension.Channel, order.Channel).Add(all, turn);
        Of(TransactionDimension.Region, order.Region ?? customer?.Region).Add(all, turn);
        if (turn.IsReturn)
        {
            Of(TransactionDimension.Purchase, Return).Add(all, turn);
        }
        else
        {
            _baskets.Add(lines);
        }

        foreach (ConvertedLine line in lines)
        {
            Of(TransactionDimension.Product, line.Product).Add(line, turn);
            Of(TransactionDimension.Category, line.Product is { } product && categories.TryGetValue(product, out string? category) ? category : null).Add(line, turn);
        }
    }

    public TransactionAnalysis Build()
    {
        EndCustomer();
        TransactionPart whole = _whole.Build(null, currency);
        return new TransactionAnalysis
        {
            AsOf = asOf,
            From = options.From,
            Customers = whole.Customers,
            Orders = whole.Orders,
            Revenue = whole.Revenue,
            Returned = whole.Returned,
            AmountsUnknown = _unknown,
            Compositions = [.. _compositions.Select(composition => composition.Build(currency))],
            Frequency = _frequency.Build(),
            Basket = _baskets.Build(currency),
        };
    }

    private void EndCustomer()
    {
        LocalDate first = _sales.Count == 0 ? default : _sales.Min(static sale => sale.Day);
        var days = new SortedSet<LocalDate>();
        foreach ((LocalDate day, ConvertedLine all, _) in _sales.Where(static sale => sale.Counts))
        {
            days.Add(day);
            Of(TransactionDimension.Purchase, day == first ? First : Repeat).Add(all, new OrderTurn(_customers, ++_orders, IsReturn: false));
        }

        _frequency.Add([.. days]);
        _sales.Clear();
    }

    private PartTally Of(TransactionDimension dimension, string? key) => _compositions[(int)dimension].Of(key);

    private static string NameOf(CustomerKind kind) => kind == CustomerKind.Individual ? "individual" : "enterprise";

    private static ConvertedLine Sum(ConvertedLine[] lines)
    {
        long millionths = 0, amount = 0;
        foreach (ConvertedLine line in lines)
        {
            millionths = checked(millionths + line.Millionths);
            amount = checked(amount + line.Amount);
        }

        return new ConvertedLine(null, millionths, amount, 0);
    }
}
