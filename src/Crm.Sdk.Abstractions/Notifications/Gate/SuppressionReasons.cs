namespace Crm.Sdk.Notifications;

/// <summary>Why nothing is sent to an address.</summary>
/// <remarks>Thread-safe.</remarks>
public static class SuppressionReasons
{
    /// <summary>Messages to it came back for good.</summary>
    public const string Bounced = "bounced";

    /// <summary>Its owner complained to the provider.</summary>
    public const string Complaint = "complaint";

    /// <summary>Its owner asked never to be written to.</summary>
    public const string Requested = "requested";

    /// <summary>The law or a list of the law forbids it, such as a register of people who want no calls.</summary>
    public const string Legal = "legal";

    /// <summary>All of them.</summary>
    public static CodeList List { get; } = new(
        "suppression-reason",
        new OpenCode(Bounced, "messages came back", "退回"),
        new OpenCode(Complaint, "complaint", "投诉"),
        new OpenCode(Requested, "asked not to be contacted", "本人要求"),
        new OpenCode(Legal, "forbidden by law", "法律禁止"));
}
