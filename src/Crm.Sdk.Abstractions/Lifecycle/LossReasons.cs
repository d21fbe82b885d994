namespace Crm.Sdk.Lifecycle;

/// <summary>The built-in reasons for which customers are lost, 流失原因 (LC-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LossReasons
{
    /// <summary>Price, 价格.</summary>
    public const string Price = "price";

    /// <summary>Product: what the customer needs is not offered, 产品.</summary>
    public const string Product = "product";

    /// <summary>Quality, 质量.</summary>
    public const string Quality = "quality";

    /// <summary>Service, 服务.</summary>
    public const string Service = "service";

    /// <summary>Care: nobody looked after the customer, 关怀.</summary>
    public const string Care = "care";

    /// <summary>A competitor, 竞争对手.</summary>
    public const string Competitor = "competitor";

    /// <summary>Closed, moved away or dead, 停业.</summary>
    public const string Closed = "closed";

    /// <summary>Another reason, 其他.</summary>
    public const string Other = "other";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "loss-reason",
        new(Price, "Price", "价格"),
        new(Product, "Product", "产品"),
        new(Quality, "Quality", "质量"),
        new(Service, "Service", "服务"),
        new(Care, "Care", "关怀"),
        new(Competitor, "Competitor", "竞争对手"),
        new(Closed, "Closed", "停业"),
        new(Other, "Other", "其他"));
}
