using Crm.Sdk.Orders;

namespace Crm.Sdk.Classification;

/// <summary>An order that a commit of this process added, as facts need it: what a run that goes on need not read again.</summary>
internal readonly record struct AddedOrder(CustomerId Customer, OrderId Order, long Microseconds, Money Net, OrderMarks Marks)
{
    public static AddedOrder Of(Order order) =>
        new(order.Customer, order.Id, order.PlacedAt.ToUnixMicroseconds(), order.Net, order.Type == OrderType.Return ? OrderMarks.Return : OrderMarks.None);
}
