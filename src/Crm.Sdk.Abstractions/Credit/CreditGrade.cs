namespace Crm.Sdk.Credit;

/// <summary>A credit grade, 信用等级: how much risk it is to sell to a customer on credit (CR-2, G22). The lower the number, the better.</summary>
public enum CreditGrade
{
    /// <summary>Low risk, 低风险.</summary>
    A = 1,

    /// <summary>Acceptable risk, 可接受风险.</summary>
    B = 2,

    /// <summary>High risk, 高风险.</summary>
    C = 3,

    /// <summary>Unacceptable risk, 不可接受风险.</summary>
    D = 4,
}
