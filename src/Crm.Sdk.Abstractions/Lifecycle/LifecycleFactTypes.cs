namespace Crm.Sdk.Lifecycle;

/// <summary>The built-in types of dated facts that stages follow from (LC-1). Plugins report further ones.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LifecycleFactTypes
{
    /// <summary>A purchase: an order that was not cancelled and did not come back whole.</summary>
    public const string Purchase = "purchase";

    /// <summary>An inquiry: an interaction that the customer began, other than a complaint or a repair.</summary>
    public const string Inquiry = "inquiry";

    /// <summary>A complaint.</summary>
    public const string Complaint = "complaint";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "lifecycle-fact",
        new(Purchase, "Purchase", "购买"),
        new(Inquiry, "Inquiry", "咨询"),
        new(Complaint, "Complaint", "投诉"));
}
