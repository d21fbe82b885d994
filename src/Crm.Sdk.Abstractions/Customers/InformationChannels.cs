namespace Crm.Sdk.Customers;

/// <summary>The built-in channels by which a fact about a customer is learnt: direct (list G3 of the glossary), indirect (G4), and where it is obtained (G7).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class InformationChannels
{
    /// <summary>Survey, 调查.</summary>
    public const string Survey = "survey";

    /// <summary>Marketing activity, 营销活动.</summary>
    public const string MarketingActivity = "marketing-activity";

    /// <summary>Service process, 服务过程.</summary>
    public const string ServiceProcess = "service-process";

    /// <summary>Point of sale, 终端.</summary>
    public const string PointOfSale = "point-of-sale";

    /// <summary>Exhibition, fair or business conference, 展销会、商务会议.</summary>
    public const string Exhibition = "exhibition";

    /// <summary>Website, 网站.</summary>
    public const string Website = "website";

    /// <summary>Call centre, 呼叫中心.</summary>
    public const string CallCentre = "call-centre";

    /// <summary>Complaint, 投诉.</summary>
    public const string Complaint = "complaint";

    /// <summary>Media, 媒体.</summary>
    public const string Media = "media";

    /// <summary>Public administration or office abroad, 工商行政部门及驻外机构.</summary>
    public const string PublicAdministration = "public-administration";

    /// <summary>Financial institution, 国内外金融机构.</summary>
    public const string FinancialInstitution = "financial-institution";

    /// <summary>Consulting or market research firm, 咨询及市场研究公司.</summary>
    public const string MarketResearch = "market-research";

    /// <summary>Firm with a customer database, 已建有客户数据库的公司.</summary>
    public const string DatabaseOwner = "database-owner";

    /// <summary>Other, 其他.</summary>
    public const string Other = "other";

    /// <summary>Inside the company, 企业内部.</summary>
    public const string Inside = "inside";

    /// <summary>Outside the company, 企业外部.</summary>
    public const string Outside = "outside";

    /// <summary>Field survey, 现场调查.</summary>
    public const string FieldSurvey = "field-survey";

    /// <summary>Direct channels (G3).</summary>
    public static CodeList Direct { get; } = new(
        "direct-channel",
        new(Survey, "Survey", "调查"),
        new(MarketingActivity, "Marketing activity", "营销活动"),
        new(ServiceProcess, "Service process", "服务过程"),
        new(PointOfSale, "Point of sale", "终端"),
        new(Exhibition, "Exhibition, fair or business conference", "展销会、商务会议"),
        new(Website, "Website", "网站"),
        new(CallCentre, "Call centre", "呼叫中心"),
        new(Complaint, "Complaint", "投诉"));

    /// <summary>Indirect channels (G4).</summary>
    public static CodeList Indirect { get; } = new(
        "indirect-channel",
        new(Media, "Media", "媒体"),
        new(PublicAdministration, "Public administration or office abroad", "工商行政部门及驻外机构"),
        new(FinancialInstitution, "Financial institution", "国内外金融机构"),
        new(MarketResearch, "Consulting or market research firm", "咨询及市场研究公司"),
        new(DatabaseOwner, "Firm with a customer database", "已建有客户数据库的公司"),
        new(Other, "Other", "其他"));

    /// <summary>Where information is obtained (G7).</summary>
    public static CodeList Places { get; } = new(
        "information-place",
        new(Inside, "Inside the company", "企业内部"),
        new(Outside, "Outside the company", "企业外部"),
        new(FieldSurvey, "Field survey", "现场调查"));
}
