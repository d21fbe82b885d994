namespace Crm.Sdk.Lifecycle;

/// <summary>What is done to win a customer back, 赢回策略 (LC-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class WinBackActions
{
    /// <summary>An offer, 优惠.</summary>
    public const string Offer = "offer";

    /// <summary>A service, 服务.</summary>
    public const string Service = "service";

    /// <summary>A visit, 拜访.</summary>
    public const string Visit = "visit";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new("win-back-action", new(Offer, "Offer", "优惠"), new(Service, "Service", "服务"), new(Visit, "Visit", "拜访"));
}
