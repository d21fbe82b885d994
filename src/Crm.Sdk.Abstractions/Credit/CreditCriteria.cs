namespace Crm.Sdk.Credit;

/// <summary>The built-in criteria of a credit assessment, the six Cs (CR-1, G21). Which of them a model uses, and with what weight, is the model's matter.</summary>
/// <remarks>Texts differ on the sixth: coverage by insurance here, continuity or control elsewhere. Immutable and thread-safe.</remarks>
public static class CreditCriteria
{
    /// <summary>Character, 品格: whether the customer wants to pay.</summary>
    public const string Character = "character";

    /// <summary>Capacity, 能力: whether the business earns what it has to pay.</summary>
    public const string Capacity = "capacity";

    /// <summary>Capital, 资本: what stands behind the business.</summary>
    public const string Capital = "capital";

    /// <summary>Collateral, 抵押: what can be taken instead.</summary>
    public const string Collateral = "collateral";

    /// <summary>Conditions, 环境: industry, region and economy.</summary>
    public const string Conditions = "conditions";

    /// <summary>Coverage, 保险: the share that an insurer bears.</summary>
    public const string Coverage = "coverage";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-criterion",
        new(Character, "Character", "品格"),
        new(Capacity, "Capacity", "能力"),
        new(Capital, "Capital", "资本"),
        new(Collateral, "Collateral", "抵押"),
        new(Conditions, "Conditions", "环境"),
        new(Coverage, "Coverage", "保险"));
}
