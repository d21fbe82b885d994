namespace Crm.Sdk.Customers;

/// <summary>What part a contact person has in a decision to buy, 决策权.</summary>
public enum DecisionPower
{
    /// <summary>Not known, 未知.</summary>
    Unknown = 0,

    /// <summary>Decides, 决策者.</summary>
    DecisionMaker = 1,

    /// <summary>Is heard by those who decide, 影响者.</summary>
    Influencer = 2,

    /// <summary>Uses what is bought, 使用者.</summary>
    User = 3,

    /// <summary>Controls who gets to the others, 把关者.</summary>
    Gatekeeper = 4,

    /// <summary>Carries the purchase out, 采购者.</summary>
    Buyer = 5,
}
