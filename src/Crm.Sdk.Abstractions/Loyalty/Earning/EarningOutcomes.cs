namespace Crm.Sdk.Loyalty;

/// <summary>Why a document earns nothing.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class EarningOutcomes
{
    /// <summary>It lies before the enrolment.</summary>
    public const string BeforeEnrolment = "before-enrolment";

    /// <summary>It lies after the member left.</summary>
    public const string AfterLeaving = "after-leaving";

    /// <summary>It was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>No rule gives anything for it.</summary>
    public const string NoRule = "no-rule";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "earning-outcome",
        new(BeforeEnrolment, "before the enrolment", "早于入会"),
        new(AfterLeaving, "after the member left", "晚于退会"),
        new(Cancelled, "cancelled", "已取消"),
        new(NoRule, "no rule gives anything for it", "没有适用的规则"));
}
