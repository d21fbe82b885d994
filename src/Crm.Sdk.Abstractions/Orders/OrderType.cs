namespace Crm.Sdk.Orders;

/// <summary>Whether goods went to the customer or came back.</summary>
public enum OrderType
{
    /// <summary>A sale, 销售.</summary>
    Sale = 0,

    /// <summary>A return, 退货: its lines and totals are negative.</summary>
    Return = 1,
}
