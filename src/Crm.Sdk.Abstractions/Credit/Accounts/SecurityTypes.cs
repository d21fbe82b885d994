namespace Crm.Sdk.Credit;

/// <summary>The built-in types of securities (CR-5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class SecurityTypes
{
    /// <summary>Credit insurance, 信用保险.</summary>
    public const string Insurance = "insurance";

    /// <summary>A guarantee of a bank or a parent, 保函.</summary>
    public const string Guarantee = "guarantee";

    /// <summary>A deposit of money, 保证金.</summary>
    public const string Deposit = "deposit";

    /// <summary>A letter of credit, 信用证.</summary>
    public const string LetterOfCredit = "letter-of-credit";

    /// <summary>Collateral, 抵押.</summary>
    public const string Collateral = "collateral";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-security",
        new(Insurance, "Credit insurance", "信用保险"),
        new(Guarantee, "Guarantee", "保函"),
        new(Deposit, "Deposit", "保证金"),
        new(LetterOfCredit, "Letter of credit", "信用证"),
        new(Collateral, "Collateral", "抵押"));
}
