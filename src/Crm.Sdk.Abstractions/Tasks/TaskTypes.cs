namespace Crm.Sdk.Tasks;

/// <summary>The built-in types of tasks and appointments (SA-11).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class TaskTypes
{
    /// <summary>Call, 电话.</summary>
    public const string Call = "call";

    /// <summary>Visit, 拜访.</summary>
    public const string Visit = "visit";

    /// <summary>Gift, 送礼.</summary>
    public const string Gift = "gift";

    /// <summary>Follow-up, 跟进.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>Maintenance, 保养.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Meeting, 会议.</summary>
    public const string Meeting = "meeting";

    /// <summary>Asking the customer for information, 收集信息 (CU-6).</summary>
    public const string Collect = "collect";

    /// <summary>Verifying that a contact point reaches the customer, 核实联系方式 (DQ-5).</summary>
    public const string Verify = "verify";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "task-type",
        new(Call, "Call", "电话"),
        new(Visit, "Visit", "拜访"),
        new(Gift, "Gift", "送礼"),
        new(FollowUp, "Follow-up", "跟进"),
        new(Maintenance, "Maintenance", "保养"),
        new(Meeting, "Meeting", "会议"),
        new(Collect, "Asking for information", "收集信息"),
        new(Verify, "Verifying a contact point", "核实联系方式"));
}
