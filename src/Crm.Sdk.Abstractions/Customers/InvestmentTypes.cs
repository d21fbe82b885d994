namespace Crm.Sdk.Customers;

/// <summary>The built-in types of what is invested in a customer (CU-2).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class InvestmentTypes
{
    /// <summary>Visit, 拜访.</summary>
    public const string Visit = "visit";

    /// <summary>Gift, 礼品.</summary>
    public const string Gift = "gift";

    /// <summary>Discount, 折扣.</summary>
    public const string Discount = "discount";

    /// <summary>Service, 服务.</summary>
    public const string Service = "service";

    /// <summary>Other, 其他.</summary>
    public const string Other = "other";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "investment-type",
        new(Visit, "Visit", "拜访"),
        new(Gift, "Gift", "礼品"),
        new(Discount, "Discount", "折扣"),
        new(Service, "Service", "服务"),
        new(Other, "Other", "其他"));
}
