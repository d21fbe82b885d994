using Crm.Sdk.Orders;

namespace Crm.Sdk.Credit;

/// <summary>What is asked of a check.</summary>
/// <param name="Customer">Whose order, as it names its customer.</param>
/// <param name="Amount">The gross amount.</param>
/// <param name="AsOf">When.</param>
internal sealed record CheckQuestion(CustomerId Customer, Money Amount, AsOf AsOf)
{
    public OrderId? Order { get; init; }

    public string? Channel { get; init; }

    public int? TermDays { get; init; }

    /// <summary>A release that a person grants now; otherwise that of the order's reservation counts.</summary>
    public CreditReleaseState? Release { get; init; }

    public static CheckQuestion Of(Order order, int? termDays, AsOf asOf) => new(order.Customer, order.Gross, asOf) { Order = order.Id, Channel = order.Channel, TermDays = termDays };
}
