namespace Crm.Sdk.Credit;

/// <summary>What a rule does to an order that it finds. The greater the number, the worse.</summary>
public enum CreditRuleEffect
{
    /// <summary>Says so and lets it pass, 提示.</summary>
    Warn = 0,

    /// <summary>Holds it, 暂扣.</summary>
    Hold = 1,

    /// <summary>Refuses it, 拒绝. A release does not help.</summary>
    Refuse = 2,
}
