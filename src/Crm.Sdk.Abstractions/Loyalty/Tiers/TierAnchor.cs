namespace Crm.Sdk.Loyalty;

/// <summary>From where periods of a ladder are counted, so that tiers end with them.</summary>
public enum TierAnchor
{
    /// <summary>From 1 January.</summary>
    CalendarYear = 0,

    /// <summary>From the day of the enrolment.</summary>
    Membership = 1,

    /// <summary>From the day on which the tier was reached.</summary>
    Tier = 2,
}
