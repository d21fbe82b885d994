namespace Crm.Sdk.Orders;

/// <summary>Where an order stands (TX-1).</summary>
public enum OrderStatus
{
    /// <summary>Accepted by both sides, 已确认.</summary>
    Confirmed = 0,

    /// <summary>Being made ready, 备货中.</summary>
    InPreparation = 1,

    /// <summary>On its way, 已发货.</summary>
    Shipped = 2,

    /// <summary>Handed over, 已送达.</summary>
    Delivered = 3,

    /// <summary>Found in order by the customer, 已验收.</summary>
    Accepted = 4,

    /// <summary>Called off before delivery, 已取消. It counts for nothing.</summary>
    Cancelled = 9,
}
