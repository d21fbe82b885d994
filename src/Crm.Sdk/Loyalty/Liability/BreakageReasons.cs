namespace Crm.Sdk.Loyalty;

/// <summary>Why no breakage is expected of points.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class BreakageReasons
{
    /// <summary>Too few months of earning have been seen for a whole month.</summary>
    public const string TooShort = "too-short";

    /// <summary>The history ends before the points do: of too many it does not show how they end.</summary>
    public const string TailOpen = "tail-open";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "breakage-reason",
        new(TooShort, "Too few months of history", "历史月份不足"),
        new(TailOpen, "The history ends before the points do", "历史数据不足以看到积分的最终去向"));
}
