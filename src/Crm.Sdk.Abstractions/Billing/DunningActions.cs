namespace Crm.Sdk.Billing;

/// <summary>The built-in actions of dunning levels, 催收措施 (CR-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class DunningActions
{
    /// <summary>A friendly reminder, 付款提醒.</summary>
    public const string Reminder = "reminder";

    /// <summary>A call, 电话催收.</summary>
    public const string Call = "call";

    /// <summary>A letter that sets a last date, 催款函.</summary>
    public const string FinalNotice = "final-notice";

    /// <summary>Handing over to a lawyer or a collector, 移交催收.</summary>
    public const string HandOver = "hand-over";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "dunning-action",
        new(Reminder, "Reminder", "付款提醒"),
        new(Call, "Call", "电话催收"),
        new(FinalNotice, "Final notice", "催款函"),
        new(HandOver, "Hand-over", "移交催收"));
}
