namespace Crm.Sdk.Loyalty;

/// <summary>The accounts of the points ledger (LO-1). Every transaction adds to some of them what it takes from others.</summary>
/// <remarks>The first four are the member's, the others the programme's. The programme's are kept in one part per member, so that no record of theirs is written by everybody at once; a programme's account is the
/// sum of its parts. The numbers are stored.</remarks>
public enum PointsLedgerAccount
{
    /// <summary>What the member can spend, 可用积分.</summary>
    Available = 1,

    /// <summary>What the member was promised and can spend later, 待生效积分.</summary>
    Pending = 2,

    /// <summary>What is set aside for a redemption under way, 冻结积分.</summary>
    Held = 3,

    /// <summary>What the member owes after a return of points that were spent, 欠分. Its balance is 0 or below.</summary>
    Debt = 4,

    /// <summary>What the programme issued, 发放.</summary>
    Issued = 5,

    /// <summary>What was redeemed, 兑换.</summary>
    Redeemed = 6,

    /// <summary>What lapsed, 过期.</summary>
    Expired = 7,

    /// <summary>What was corrected by hand, 调整.</summary>
    Adjusted = 8,

    /// <summary>What came from other members or went to them, 转移.</summary>
    Transferred = 9,
}
