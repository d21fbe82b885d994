namespace Crm.Sdk.Loyalty;

/// <summary>What a review does with a member whose measure is too low for the tier.</summary>
public enum TierDowngrade
{
    /// <summary>The member falls by one tier, and not below what the measure supports.</summary>
    OneStep = 0,

    /// <summary>The member falls to the tier that the measure supports.</summary>
    ToMeasure = 1,

    /// <summary>The member keeps the tier.</summary>
    None = 2,
}
