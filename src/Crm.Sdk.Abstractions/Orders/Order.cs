using NodaTime;

namespace Crm.Sdk.Orders;

/// <summary>An order, 订单: what a customer bought or gave back at one instant, in one currency.</summary>
/// <remarks>Totals are sums of rounded lines. Immutable; thread-safe.</remarks>
public sealed record Order
{
    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The order's id.</summary>
    public required OrderId Id { get; init; }

    /// <summary>Whose order it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The key by which other systems know the order; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>When it was placed, whole microseconds.</summary>
    public required Instant PlacedAt { get; init; }

    /// <summary>A sale or a return.</summary>
    public OrderType Type { get; init; }

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; init; }

    /// <summary>The currency of all its amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Its lines, in order.</summary>
    public required ValueList<OrderLine> Lines { get; init; }

    /// <summary>The sales channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The region in which it was placed.</summary>
    public string? Region { get; init; }

    /// <summary>By when delivery was promised, whole microseconds.</summary>
    public Instant? PromisedAt { get; init; }

    /// <summary>When it went on its way, whole microseconds.</summary>
    public Instant? ShippedAt { get; init; }

    /// <summary>When it was handed over, whole microseconds.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>When the customer found it in order, whole microseconds.</summary>
    public Instant? AcceptedAt { get; init; }

    /// <summary>The order of which this is a return; null in a sale and where it is not known.</summary>
    public OrderId? ReturnOf { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The sum of the lines' totals before tax: what value is measured by.</summary>
    public Money Net => Sum(static line => line.Net);

    /// <summary>The sum of the lines' taxes.</summary>
    public Money Tax => Sum(static line => line.Tax);

    /// <summary>Net and tax together: what credit is measured by.</summary>
    public Money Gross => Net + Tax;

    /// <summary>A new sale.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="at">When.</param>
    /// <param name="lines">At least one line, all in one currency.</param>
    /// <exception cref="CrmException">CRM1030: no line. CRM1012: lines in two currencies.</exception>
    public static Order Place(CustomerId customer, Instant at, params ReadOnlySpan<OrderLine> lines)
    {
        if (lines.IsEmpty)
        {
            throw new CrmException(ErrorCodes.BadValue, "order.lines: an order needs at least one line.");
        }

        var order = new Order
        {
            Id = OrderId.New(),
            Customer = customer,
            PlacedAt = at.FloorToMicrosecond(),
            Currency = lines[0].Net.Currency,
            Lines = ValueList.Create(lines),
        };
        _ = order.Gross; // refuses a line in another currency
        return order;
    }

    /// <summary>A return of lines of an order: what each line cost, pro rata to what comes back, with negative amounts.</summary>
    /// <remarks>
    /// Each amount of a line (net, tax, discount, cost) is the rounded share of all that has come back by now less the rounded share of all that had come back before,
    /// halves away from zero. So a return in parts, in whatever order, sums to the original to the minor unit. A line of an earlier return that names no original line
    /// counts against the lines of its product, first line first. Cancelled returns count for nothing.
    /// </remarks>
    /// <param name="original">The order.</param>
    /// <param name="at">When the goods come back.</param>
    /// <param name="earlier">All earlier returns of the order.</param>
    /// <param name="lines">What comes back, one line at least.</param>
    /// <exception cref="CrmException">CRM1030: the order is no sale or is cancelled, there is no line, a line is not one of the order, an earlier return is of another order,
    /// a quantity is not above 0, or more would come back than was bought.</exception>
    public static Order Return(Order original, Instant at, IEnumerable<Order> earlier, params ReadOnlySpan<ReturnedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(earlier);
        var made = new OrderReturn(original, earlier);
        return new Order
        {
            Id = OrderId.New(),
            Customer = original.Customer,
            PlacedAt = at.FloorToMicrosecond(),
            Type = OrderType.Return,
            Currency = original.Currency,
            Lines = made.Take(lines),
            Channel = original.Channel,
            Region = original.Region,
            ReturnOf = original.Id,
        };
    }

    private Money Sum(Func<OrderLine, Money> of)
    {
        var sum = Money.Zero(Currency);
        foreach (OrderLine line in Lines)
        {
            sum += of(line);
        }

        return sum;
    }
}
