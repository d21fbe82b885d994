namespace Crm.Sdk.Lifecycle;

/// <summary>The built-in stages of a customer's life, 生命周期阶段 (LC-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LifecycleStages
{
    /// <summary>Potential, 潜在客户: known, and nothing more.</summary>
    public const string Potential = "potential";

    /// <summary>Target, 目标客户: turned to us, and has not bought.</summary>
    public const string Target = "target";

    /// <summary>First purchase, 首次购买.</summary>
    public const string FirstPurchase = "first-purchase";

    /// <summary>Repeat, 重复购买.</summary>
    public const string Repeat = "repeat";

    /// <summary>Loyal, 忠诚客户: bought often, and for a while.</summary>
    public const string Loyal = "loyal";

    /// <summary>At risk, 有流失风险: silent for longer than usual.</summary>
    public const string AtRisk = "at-risk";

    /// <summary>Lost, 已流失.</summary>
    public const string Lost = "lost";

    /// <summary>Won back, 已赢回: bought again after having been lost.</summary>
    public const string WonBack = "won-back";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "lifecycle-stage",
        new(Potential, "Potential", "潜在客户"),
        new(Target, "Target", "目标客户"),
        new(FirstPurchase, "First purchase", "首次购买"),
        new(Repeat, "Repeat", "重复购买"),
        new(Loyal, "Loyal", "忠诚客户"),
        new(AtRisk, "At risk", "有流失风险"),
        new(Lost, "Lost", "已流失"),
        new(WonBack, "Won back", "已赢回"));
}
