namespace Crm.Sdk.Service;

/// <summary>The built-in types of interactions (SV-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class InteractionTypes
{
    /// <summary>Inquiry, 咨询.</summary>
    public const string Inquiry = "inquiry";

    /// <summary>Call, 电话.</summary>
    public const string Call = "call";

    /// <summary>Message, 消息.</summary>
    public const string Message = "message";

    /// <summary>Online chat, 在线聊天.</summary>
    public const string Chat = "chat";

    /// <summary>Social media, 社交媒体.</summary>
    public const string SocialMedia = "social-media";

    /// <summary>Interview, 访谈.</summary>
    public const string Interview = "interview";

    /// <summary>Visit, 拜访.</summary>
    public const string Visit = "visit";

    /// <summary>Complaint, 投诉.</summary>
    public const string Complaint = "complaint";

    /// <summary>Repair, 维修.</summary>
    public const string Repair = "repair";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "interaction-type",
        new(Inquiry, "Inquiry", "咨询"),
        new(Call, "Call", "电话"),
        new(Message, "Message", "消息"),
        new(Chat, "Online chat", "在线聊天"),
        new(SocialMedia, "Social media", "社交媒体"),
        new(Interview, "Interview", "访谈"),
        new(Visit, "Visit", "拜访"),
        new(Complaint, "Complaint", "投诉"),
        new(Repair, "Repair", "维修"));
}
