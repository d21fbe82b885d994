namespace Crm.Sdk.Loyalty;

/// <summary>What a posting asks for.</summary>
public enum PostingKind
{
    /// <summary>To give points that were earned.</summary>
    Earn = 1,

    /// <summary>To spend points.</summary>
    Redeem = 2,

    /// <summary>To set points aside for a redemption.</summary>
    Hold = 3,

    /// <summary>To redeem points that were set aside, all or some; the rest becomes spendable again.</summary>
    Capture = 4,

    /// <summary>To make points that were set aside spendable again.</summary>
    Release = 5,

    /// <summary>To take an earlier posting back, all or some.</summary>
    Reverse = 6,

    /// <summary>To correct by hand.</summary>
    Adjust = 7,

    /// <summary>To pass points on to another member.</summary>
    Transfer = 8,
}
