namespace Crm.Sdk.Credit;

/// <summary>What the lines of an exposure are, and of the arithmetic of a check (CR-5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditLineTypes
{
    /// <summary>What is open of an invoice, or of a credit note, 未收发票.</summary>
    public const string OpenItem = "open-item";

    /// <summary>What is contested and does not count, 争议金额.</summary>
    public const string Disputed = "disputed";

    /// <summary>A payment that was given to no invoice yet, 未分配付款.</summary>
    public const string Unallocated = "unallocated-payment";

    /// <summary>A bill or cheque that is not money yet, 未兑现票据.</summary>
    public const string Bill = "bill";

    /// <summary>What is reserved for an order and not invoiced yet, 未开票订单.</summary>
    public const string OpenOrder = "open-order";

    /// <summary>What is insured or secured, 担保抵减.</summary>
    public const string Secured = "secured";

    /// <summary>The exposure without the order, 当前敞口.</summary>
    public const string Exposure = "exposure";

    /// <summary>The order, as far as it is not invoiced yet, 本订单.</summary>
    public const string ThisOrder = "this-order";

    /// <summary>The exposure with the order, 合计敞口.</summary>
    public const string Total = "total";

    /// <summary>The limit, 信用额度.</summary>
    public const string Limit = "limit";

    /// <summary>What is left of the limit without the order, 可用额度.</summary>
    public const string Available = "available";

    /// <summary>The exposure of a member of the group, 集团成员敞口.</summary>
    public const string GroupMember = "group-member";

    /// <summary>The exposure of the group with the order, 集团合计敞口.</summary>
    public const string GroupTotal = "group-total";

    /// <summary>The limit of the group, 集团额度.</summary>
    public const string GroupLimit = "group-limit";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-line",
        new(OpenItem, "Open invoices", "未收发票"),
        new(Disputed, "Disputed, not counted", "争议金额（不计）"),
        new(Unallocated, "Payments not allocated", "未分配付款"),
        new(Bill, "Bills not cleared", "未兑现票据"),
        new(OpenOrder, "Open orders", "未开票订单"),
        new(Secured, "Insured or secured", "担保抵减"),
        new(Exposure, "Exposure", "当前敞口"),
        new(ThisOrder, "This order", "本订单"),
        new(Total, "Exposure with this order", "合计敞口"),
        new(Limit, "Limit", "信用额度"),
        new(Available, "Available before this order", "可用额度（本订单前）"),
        new(GroupMember, "Member of the group", "集团成员敞口"),
        new(GroupTotal, "Exposure of the group with this order", "集团合计敞口"),
        new(GroupLimit, "Limit of the group", "集团额度"));
}
