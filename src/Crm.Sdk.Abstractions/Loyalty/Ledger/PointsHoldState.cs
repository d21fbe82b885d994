namespace Crm.Sdk.Loyalty;

/// <summary>How a hold stands. The numbers are stored.</summary>
public enum PointsHoldState
{
    /// <summary>The points are set aside.</summary>
    Open = 1,

    /// <summary>They were redeemed, all or some; the rest is spendable again.</summary>
    Captured = 2,

    /// <summary>They are spendable again.</summary>
    Released = 3,

    /// <summary>It ran out; they are spendable again unless they lapsed.</summary>
    RanOut = 4,
}
