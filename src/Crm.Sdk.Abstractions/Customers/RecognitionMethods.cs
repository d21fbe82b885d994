namespace Crm.Sdk.Customers;

/// <summary>The built-in methods of recognising prospects (list G6 of the glossary).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RecognitionMethods
{
    /// <summary>General canvassing, 普遍识别法.</summary>
    public const string Canvassing = "canvassing";

    /// <summary>Advertising, 广告.</summary>
    public const string Advertising = "advertising";

    /// <summary>Referral, 推荐、介绍.</summary>
    public const string Referral = "referral";

    /// <summary>Document review, 资料审核、查阅.</summary>
    public const string DocumentReview = "document-review";

    /// <summary>Commissioned agents, 委托助手.</summary>
    public const string CommissionedAgents = "commissioned-agents";

    /// <summary>Trade fairs, 交易会.</summary>
    public const string TradeFairs = "trade-fairs";

    /// <summary>Consulting, 咨询.</summary>
    public const string Consulting = "consulting";

    /// <summary>The enterprise's own records and staff, 企业.</summary>
    public const string OwnRecords = "own-records";

    /// <summary>Events of all kinds, 各种活动.</summary>
    public const string Events = "events";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "recognition-method",
        new(Canvassing, "General canvassing", "普遍识别法"),
        new(Advertising, "Advertising", "广告"),
        new(Referral, "Referral", "推荐、介绍"),
        new(DocumentReview, "Document review", "资料审核、查阅"),
        new(CommissionedAgents, "Commissioned agents", "委托助手"),
        new(TradeFairs, "Trade fairs", "交易会"),
        new(Consulting, "Consulting", "咨询"),
        new(OwnRecords, "The enterprise's own records and staff", "企业"),
        new(Events, "Events of all kinds", "各种活动"));
}
