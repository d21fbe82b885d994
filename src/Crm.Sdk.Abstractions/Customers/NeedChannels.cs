namespace Crm.Sdk.Customers;

/// <summary>The built-in channels by which a need is recognised (list G10 of the glossary).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class NeedChannels
{
    /// <summary>Direct inquiry, 客户询问.</summary>
    public const string Inquiry = "inquiry";

    /// <summary>Suggestion box, 意见箱.</summary>
    public const string SuggestionBox = "suggestion-box";

    /// <summary>Comment cards and short questionnaires, 意见卡和简单问卷.</summary>
    public const string CommentCards = "comment-cards";

    /// <summary>Survey, 调查.</summary>
    public const string Survey = "survey";

    /// <summary>Analysis of customer data, 客户数据分析.</summary>
    public const string DataAnalysis = "data-analysis";

    /// <summary>Work of service staff, 客服代表工作.</summary>
    public const string ServiceStaff = "service-staff";

    /// <summary>Study of competitors, 竞争对手考察.</summary>
    public const string CompetitorStudy = "competitor-study";

    /// <summary>Focus group, 兴趣小组.</summary>
    public const string FocusGroup = "focus-group";

    /// <summary>Market research group, 市场研究小组.</summary>
    public const string ResearchGroup = "research-group";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "need-channel",
        new(Inquiry, "Direct inquiry", "客户询问"),
        new(SuggestionBox, "Suggestion box", "意见箱"),
        new(CommentCards, "Comment cards and short questionnaires", "意见卡和简单问卷"),
        new(Survey, "Survey", "调查"),
        new(DataAnalysis, "Analysis of customer data", "客户数据分析"),
        new(ServiceStaff, "Work of service staff", "客服代表工作"),
        new(CompetitorStudy, "Study of competitors", "竞争对手考察"),
        new(FocusGroup, "Focus group", "兴趣小组"),
        new(ResearchGroup, "Market research group", "市场研究小组"));
}
