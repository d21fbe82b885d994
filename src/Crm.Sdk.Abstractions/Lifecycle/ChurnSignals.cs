namespace Crm.Sdk.Lifecycle;

/// <summary>The built-in signals of churn, 流失信号 (LC-2).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ChurnSignals
{
    /// <summary>The time since the last purchase against the usual interval, 购买节奏.</summary>
    public const string Rhythm = "rhythm";

    /// <summary>The probability of being alive by a value model, 存活概率.</summary>
    public const string Alive = "alive";

    /// <summary>Falling spend, 消费下降.</summary>
    public const string Spend = "spend";

    /// <summary>Complaints, 投诉.</summary>
    public const string Complaints = "complaints";

    /// <summary>Low satisfaction, 满意度低.</summary>
    public const string Satisfaction = "satisfaction";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "churn-signal",
        new(Rhythm, "Buying rhythm", "购买节奏"),
        new(Alive, "Probability of being alive", "存活概率"),
        new(Spend, "Spend trend", "消费趋势"),
        new(Complaints, "Complaints", "投诉"),
        new(Satisfaction, "Satisfaction", "满意度"));
}
