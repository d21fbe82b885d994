namespace Crm.Sdk.Credit;

/// <summary>Where a credit case stands.</summary>
public enum CreditCaseState
{
    /// <summary>Steps are still to be done, 进行中.</summary>
    Open = 0,

    /// <summary>The terms were approved and all steps are done, 已完成.</summary>
    Done = 1,

    /// <summary>The terms were rejected, 已否决.</summary>
    Rejected = 2,
}
