namespace Crm.Sdk.Credit;

/// <summary>What a credit investigation looks into, 资信调查内容 (CR-1, G19).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditInvestigations
{
    /// <summary>Operations, 经营状况.</summary>
    public const string Operations = "operations";

    /// <summary>Finances, 财务状况.</summary>
    public const string Finances = "finances";

    /// <summary>Payments, 付款状况.</summary>
    public const string Payments = "payments";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-investigation",
        new(Operations, "Operations", "经营状况"),
        new(Finances, "Finances", "财务状况"),
        new(Payments, "Payments", "付款状况"));
}
