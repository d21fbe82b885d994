namespace Crm.Sdk.Loyalty;

/// <summary>What happens when points are taken back that were spent already (LO-1).</summary>
public enum ReturnPolicy
{
    /// <summary>What cannot be taken back is a debt; points that come repay it first. What can be spent is never below 0.</summary>
    Debt = 0,

    /// <summary>The return is refused until enough points are there.</summary>
    Block = 1,

    /// <summary>The balance falls below 0; points that come raise it first.</summary>
    Negative = 2,
}
