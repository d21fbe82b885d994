namespace Crm.Sdk.Loyalty;

/// <summary>What a transaction of points did. The numbers are stored.</summary>
public enum PointsTransactionKind
{
    /// <summary>Points were earned, 获得.</summary>
    Earn = 1,

    /// <summary>Promised points became spendable, 生效.</summary>
    Mature = 2,

    /// <summary>Points were redeemed, 兑换.</summary>
    Redeem = 3,

    /// <summary>Points were set aside, 冻结.</summary>
    Hold = 4,

    /// <summary>Points that were set aside were redeemed.</summary>
    Capture = 5,

    /// <summary>Points that were set aside became spendable again, 解冻.</summary>
    Release = 6,

    /// <summary>Points lapsed, 过期.</summary>
    Expire = 7,

    /// <summary>An earlier transaction was taken back, 冲正.</summary>
    Reverse = 8,

    /// <summary>A correction by hand, 调整.</summary>
    Adjust = 9,

    /// <summary>Points went to another member, 转出.</summary>
    TransferOut = 10,

    /// <summary>Points came from another member, 转入.</summary>
    TransferIn = 11,
}
