namespace Crm.Sdk.Loyalty;

/// <summary>Over what time the measure of tiers counts. What is taken back counts on the day of what it takes back.</summary>
public enum TierWindow
{
    /// <summary>The last months up to the instant.</summary>
    Rolling = 0,

    /// <summary>From the beginning of the current period of the ladder's anchor; after the end of a tier, until its review, from the beginning of the period that ended.</summary>
    Period = 1,

    /// <summary>Everything ever.</summary>
    Ever = 2,
}
