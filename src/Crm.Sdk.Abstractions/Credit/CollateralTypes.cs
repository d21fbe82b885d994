namespace Crm.Sdk.Credit;

/// <summary>The built-in types of collateral.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CollateralTypes
{
    /// <summary>Cash deposit, 保证金.</summary>
    public const string Cash = "cash";

    /// <summary>Bank guarantee, 银行保函.</summary>
    public const string BankGuarantee = "bank-guarantee";

    /// <summary>Guarantee of a company or person, 保证担保.</summary>
    public const string Guarantee = "guarantee";

    /// <summary>Land and buildings, 不动产.</summary>
    public const string Property = "property";

    /// <summary>Machines and vehicles, 动产.</summary>
    public const string Equipment = "equipment";

    /// <summary>Goods in stock, 存货.</summary>
    public const string Inventory = "inventory";

    /// <summary>Receivables, 应收账款.</summary>
    public const string Receivables = "receivables";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "collateral-type",
        new(Cash, "Cash deposit", "保证金"),
        new(BankGuarantee, "Bank guarantee", "银行保函"),
        new(Guarantee, "Guarantee", "保证担保"),
        new(Property, "Land and buildings", "不动产"),
        new(Equipment, "Machines and vehicles", "动产"),
        new(Inventory, "Goods in stock", "存货"),
        new(Receivables, "Receivables", "应收账款"));
}
