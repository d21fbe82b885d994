namespace Crm.Sdk.Credit;

/// <summary>The eight steps of the credit process, 信用管理流程 (G24), in their order.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditCaseSteps
{
    /// <summary>The system is there that the case is handled by: model, policy, rules, 建立体系.</summary>
    public const string System = "system";

    /// <summary>Who does what is settled, 建立组织.</summary>
    public const string Organisation = "organisation";

    /// <summary>What has to be known is collected, 收集信息.</summary>
    public const string Collect = "collect";

    /// <summary>The customer is assessed, 评估.</summary>
    public const string Assess = "assess";

    /// <summary>A grade is given, 授予等级.</summary>
    public const string Grade = "grade";

    /// <summary>Limit and period are chosen, 信用条件选择.</summary>
    public const string ChooseTerms = "choose-terms";

    /// <summary>Another person reviews them, 信用条件审核.</summary>
    public const string ReviewTerms = "review-terms";

    /// <summary>Receivables are handed to who collects them, 应收账款管理.</summary>
    public const string Receivables = "receivables";

    /// <summary>All of them in their order, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-case-step",
        new(System, "Build the system", "建立体系"),
        new(Organisation, "Build the organisation", "建立组织"),
        new(Collect, "Collect information", "收集信息"),
        new(Assess, "Assess", "评估"),
        new(Grade, "Grade", "授予等级"),
        new(ChooseTerms, "Choose terms", "信用条件选择"),
        new(ReviewTerms, "Review terms", "信用条件审核"),
        new(Receivables, "Manage receivables", "应收账款管理"));
}
