namespace Crm.Sdk.Billing;

/// <summary>The built-in strategies of allocation (CR-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class AllocationStrategies
{
    /// <summary>What was due first is paid first, 先到期先核销.</summary>
    public const string OldestDue = "oldest-due";

    /// <summary>What was issued first is paid first, 先开票先核销.</summary>
    public const string OldestDocument = "oldest-document";

    /// <summary>What the payment's reference names, else the one item of exactly that amount, 按付款附言或金额核销. Where neither is there, nothing.</summary>
    public const string Reference = "reference";

    /// <summary>Every item in proportion to what is open of it, exact to the minor unit, 按比例核销.</summary>
    public const string ProRata = "pro-rata";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "allocation-strategy",
        new(OldestDue, "Oldest due first", "先到期先核销"),
        new(OldestDocument, "Oldest document first", "先开票先核销"),
        new(Reference, "By reference or exact amount", "按付款附言或金额核销"),
        new(ProRata, "Pro rata", "按比例核销"));
}
