using Crm.Sdk.Orders;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>What the rows of one order say.</summary>
internal sealed class OrderDraft(string key) : Draft(key)
{
    private readonly List<OrderLine> _lines = new(1);
    private Int128 _net;
    private Int128 _tax;

    public string? Customer { get; set; }

    public Instant? PlacedAt { get; set; }

    public Currency Currency { get; set; }

    public string? Channel { get; set; }

    public string? Region { get; set; }

    public OrderStatus? Status { get; set; }

    public OrderType? Type { get; set; }

    public Instant? PromisedAt { get; set; }

    public Instant? ShippedAt { get; set; }

    public Instant? DeliveredAt { get; set; }

    public Instant? AcceptedAt { get; set; }

    /// <summary>The key of the order of which this is a return.</summary>
    public string? ReturnOf { get; set; }

    /// <summary>How many lines the order has, where its rows say so.</summary>
    public long? LineCount { get; set; }

    public override IReadOnlyList<DraftReference> References => ReturnOf is null ? [] : [new DraftReference(OrderColumns.ReturnOf, OrderModel.Kind, ReturnOf)];

    /// <summary>Which targets the rows say something on, by place.</summary>
    public int Given { get; set; }

    public IReadOnlyList<OrderLine> OrderLines => _lines;

    /// <summary>Whether the rows say which lines the order has: some, or that there are none.</summary>
    public bool HasLines => LineCount is not null || _lines.Count > 0;

    public bool Says(int target) => (Given & (1 << target)) != 0;

    /// <summary>Adds a line where the order's totals stay in the range of money.</summary>
    public bool TryAdd(OrderLine line)
    {
        _net += line.Net.MinorUnits;
        _tax += line.Tax.MinorUnits;
        _lines.Add(line);
        return InRange(_net) && InRange(_tax) && InRange(_net + _tax);
    }

    private static bool InRange(Int128 total) => total >= long.MinValue && total <= long.MaxValue;
}
