namespace Crm.Sdk.Service;

/// <summary>The built-in channels over which customers and staff talk (SV-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class InteractionChannels
{
    /// <summary>Telephone, 电话.</summary>
    public const string Phone = "phone";

    /// <summary>E-mail, 电子邮件.</summary>
    public const string Email = "email";

    /// <summary>SMS, 短信.</summary>
    public const string Sms = "sms";

    /// <summary>Online chat, 在线聊天.</summary>
    public const string Chat = "chat";

    /// <summary>WeChat, 微信.</summary>
    public const string WeChat = "wechat";

    /// <summary>Social media, 社交媒体.</summary>
    public const string SocialMedia = "social-media";

    /// <summary>Website, 网站.</summary>
    public const string Website = "website";

    /// <summary>In person, 面谈.</summary>
    public const string InPerson = "in-person";

    /// <summary>Letter, 信函.</summary>
    public const string Letter = "letter";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "interaction-channel",
        new(Phone, "Telephone", "电话"),
        new(Email, "E-mail", "电子邮件"),
        new(Sms, "SMS", "短信"),
        new(Chat, "Online chat", "在线聊天"),
        new(WeChat, "WeChat", "微信"),
        new(SocialMedia, "Social media", "社交媒体"),
        new(Website, "Website", "网站"),
        new(InPerson, "In person", "面谈"),
        new(Letter, "Letter", "信函"));
}
