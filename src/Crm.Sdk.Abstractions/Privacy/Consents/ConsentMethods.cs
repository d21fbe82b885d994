namespace Crm.Sdk.Privacy;

/// <summary>How a consent was given or withdrawn, 授权方式.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ConsentMethods
{
    /// <summary>By a form that was sent off, such as on a website.</summary>
    public const string Form = "form";

    /// <summary>By a form, and once more by a link in a message.</summary>
    public const string DoubleOptIn = "double-opt-in";

    /// <summary>In writing.</summary>
    public const string Written = "written";

    /// <summary>By word of mouth, on the telephone or in person.</summary>
    public const string Oral = "oral";

    /// <summary>By an answer to a message, such as R to a text message.</summary>
    public const string Reply = "reply";

    /// <summary>By the link or the button that withdraws it (RFC 8058).</summary>
    public const string Unsubscribe = "unsubscribe";

    /// <summary>By a complaint that a provider passed on.</summary>
    public const string Complaint = "complaint";

    /// <summary>By records of another system.</summary>
    public const string Import = "import";

    /// <summary>All of them.</summary>
    public static CodeList List { get; } = new(
        "consent-method",
        new OpenCode(Form, "form", "表单"),
        new OpenCode(DoubleOptIn, "double opt-in", "双重确认"),
        new OpenCode(Written, "in writing", "书面"),
        new OpenCode(Oral, "by word of mouth", "口头"),
        new OpenCode(Reply, "answer to a message", "回复消息"),
        new OpenCode(Unsubscribe, "unsubscribe link", "退订链接"),
        new OpenCode(Complaint, "complaint", "投诉"),
        new OpenCode(Import, "records of another system", "系统导入"));
}
