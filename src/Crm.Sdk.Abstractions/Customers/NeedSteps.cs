namespace Crm.Sdk.Customers;

/// <summary>The built-in steps by which a need is recognised, in their order (list G11 of the glossary).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class NeedSteps
{
    /// <summary>Past purchases, 过去的购买经历.</summary>
    public const string PastPurchases = "past-purchases";

    /// <summary>Collect information, 收集信息.</summary>
    public const string CollectInformation = "collect-information";

    /// <summary>Core need, 核心需求.</summary>
    public const string CoreNeed = "core-need";

    /// <summary>Level and intensity, 水平和强度.</summary>
    public const string LevelAndIntensity = "level-and-intensity";

    /// <summary>Confirm expectation, 确认期望.</summary>
    public const string ConfirmExpectation = "confirm-expectation";

    /// <summary>All of them in their order, with their titles.</summary>
    public static CodeList List { get; } = new(
        "need-step",
        new(PastPurchases, "Past purchases", "过去的购买经历"),
        new(CollectInformation, "Collect information", "收集信息"),
        new(CoreNeed, "Core need", "核心需求"),
        new(LevelAndIntensity, "Level and intensity", "水平和强度"),
        new(ConfirmExpectation, "Confirm expectation", "确认期望"));
}
