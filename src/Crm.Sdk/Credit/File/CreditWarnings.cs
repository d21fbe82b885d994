namespace Crm.Sdk.Credit;

/// <summary>The built-in reasons to be on the watch list.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditWarnings
{
    /// <summary>The grade is worse than that of the assessment before, 等级下调.</summary>
    public const string Downgraded = "downgraded";

    /// <summary>The risk is not acceptable, 不可接受.</summary>
    public const string Unacceptable = "unacceptable";

    /// <summary>The last assessment does not hold any more, 评估过期.</summary>
    public const string Expired = "expired";

    /// <summary>The last assessment ends soon, 评估将到期.</summary>
    public const string Expiring = "expiring";

    /// <summary>Evidence of a later day than the last assessment is on file, 资料更新.</summary>
    public const string NewEvidence = "new-evidence";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-warning",
        new(Downgraded, "Grade fell", "等级下调"),
        new(Unacceptable, "Risk not acceptable", "风险不可接受"),
        new(Expired, "Assessment expired", "评估已过期"),
        new(Expiring, "Assessment ends soon", "评估即将到期"),
        new(NewEvidence, "New evidence since the assessment", "评估后有新资料"));
}
