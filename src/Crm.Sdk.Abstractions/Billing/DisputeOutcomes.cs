namespace Crm.Sdk.Billing;

/// <summary>The built-in outcomes of disputes about invoices (CR-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class DisputeOutcomes
{
    /// <summary>The customer was right, 支持客户.</summary>
    public const string Upheld = "upheld";

    /// <summary>The customer was right in part, 部分支持.</summary>
    public const string PartlyUpheld = "partly-upheld";

    /// <summary>The customer was not right, 驳回.</summary>
    public const string Rejected = "rejected";

    /// <summary>The customer took it back, 客户撤回.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "dispute-outcome",
        new(Upheld, "Upheld", "支持客户"),
        new(PartlyUpheld, "Partly upheld", "部分支持"),
        new(Rejected, "Rejected", "驳回"),
        new(Withdrawn, "Withdrawn", "客户撤回"));
}
