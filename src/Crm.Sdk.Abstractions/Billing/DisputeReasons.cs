namespace Crm.Sdk.Billing;

/// <summary>The built-in reasons of disputes about invoices (CR-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class DisputeReasons
{
    /// <summary>The price, 价格.</summary>
    public const string Price = "price";

    /// <summary>The quantity, 数量.</summary>
    public const string Quantity = "quantity";

    /// <summary>The quality, 质量.</summary>
    public const string Quality = "quality";

    /// <summary>The delivery: late, lost, to the wrong place; 交货.</summary>
    public const string Delivery = "delivery";

    /// <summary>Billed twice, 重复开票.</summary>
    public const string BilledTwice = "billed-twice";

    /// <summary>Not ordered, 未订货.</summary>
    public const string NotOrdered = "not-ordered";

    /// <summary>Other, 其他.</summary>
    public const string Other = "other";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "dispute-reason",
        new(Price, "Price", "价格"),
        new(Quantity, "Quantity", "数量"),
        new(Quality, "Quality", "质量"),
        new(Delivery, "Delivery", "交货"),
        new(BilledTwice, "Billed twice", "重复开票"),
        new(NotOrdered, "Not ordered", "未订货"),
        new(Other, "Other", "其他"));
}
