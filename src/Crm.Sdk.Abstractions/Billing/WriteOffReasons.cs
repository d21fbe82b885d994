namespace Crm.Sdk.Billing;

/// <summary>The built-in reasons of write-offs (CR-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class WriteOffReasons
{
    /// <summary>The customer is insolvent, 债务人破产.</summary>
    public const string Insolvency = "insolvency";

    /// <summary>Cannot be collected, 无法收回.</summary>
    public const string Uncollectible = "uncollectible";

    /// <summary>Barred by time, 超过诉讼时效.</summary>
    public const string TimeBarred = "time-barred";

    /// <summary>Too small to be worth collecting, 小额尾差.</summary>
    public const string SmallBalance = "small-balance";

    /// <summary>Settled by agreement, 和解减免.</summary>
    public const string Settlement = "settlement";

    /// <summary>Other, 其他.</summary>
    public const string Other = "other";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "write-off-reason",
        new(Insolvency, "Insolvency", "债务人破产"),
        new(Uncollectible, "Uncollectible", "无法收回"),
        new(TimeBarred, "Time-barred", "超过诉讼时效"),
        new(SmallBalance, "Small balance", "小额尾差"),
        new(Settlement, "Settlement", "和解减免"),
        new(Other, "Other", "其他"));
}
