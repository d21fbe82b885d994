namespace Crm.Sdk.Credit;

/// <summary>What a check of an order says (CR-5). The greater the number, the worse.</summary>
public enum CreditOutcome
{
    /// <summary>It may go out on credit, 放行.</summary>
    Approve = 0,

    /// <summary>It waits until a person releases it or what held it is gone, 暂扣.</summary>
    Hold = 1,

    /// <summary>It does not go out on credit, 拒绝.</summary>
    Refuse = 2,
}
