namespace Crm.Sdk.Billing;

/// <summary>The built-in states of invoices (TX-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class InvoiceStatuses
{
    /// <summary>Draft, 草稿.</summary>
    public const string Draft = "draft";

    /// <summary>Issued, 已开具.</summary>
    public const string Issued = "issued";

    /// <summary>Partly paid, 部分付款.</summary>
    public const string PartlyPaid = "partly-paid";

    /// <summary>Paid, 已付清.</summary>
    public const string Paid = "paid";

    /// <summary>Cancelled, 已作废.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "invoice-status",
        new(Draft, "Draft", "草稿"),
        new(Issued, "Issued", "已开具"),
        new(PartlyPaid, "Partly paid", "部分付款"),
        new(Paid, "Paid", "已付清"),
        new(Cancelled, "Cancelled", "已作废"));
}
