using Crm.Sdk.Orders;

namespace Crm.Sdk.Import;

/// <summary>The words for the values of an order's enumerations.</summary>
internal static class OrderWords
{
    public static WordList<OrderStatus> Statuses { get; } = new(
        (OrderStatus.Confirmed, ["confirmed", "已确认"]),
        (OrderStatus.InPreparation, ["inPreparation", "in-preparation", "备货中"]),
        (OrderStatus.Shipped, ["shipped", "已发货"]),
        (OrderStatus.Delivered, ["delivered", "已送达"]),
        (OrderStatus.Accepted, ["accepted", "已验收"]),
        (OrderStatus.Cancelled, ["cancelled", "canceled", "已取消"]));

    public static WordList<OrderType> Types { get; } = new(
        (OrderType.Sale, ["sale", "销售"]),
        (OrderType.Return, ["return", "退货"]));
}
