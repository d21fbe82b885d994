namespace Crm.Sdk.Loyalty;

/// <summary>For what a rule gives points (LO-1).</summary>
public enum EarningType
{
    /// <summary>For what was spent: a number of points for each step of an amount, 消费积分.</summary>
    Spend = 0,

    /// <summary>For an event: a birthday, an enrolment, or an interaction of a type such as a review, 行为积分.</summary>
    Event = 1,

    /// <summary>What a rule of a plugin says (<see cref="IEarningRule"/>).</summary>
    Plugin = 2,
}
