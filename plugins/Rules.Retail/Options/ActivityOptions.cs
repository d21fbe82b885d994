namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of activity: active, potential or lost by the days since the last order.</summary>
public sealed class ActivityOptions
{
    /// <summary>Up to how many days after the last order a customer is active: 1 to 36,500; 90 by default.</summary>
    public int ActiveDays { get; set; } = 90;

    /// <summary>After how many days without an order a customer is lost: more than <see cref="ActiveDays"/>, at most 36,500; 365 by default. In between it is potential.</summary>
    public int LostDays { get; set; } = 365;

    /// <summary>How many days longer a customer that is active stays active, and one that is potential stays potential: 0, the default, to less than lies between the two limits.</summary>
    public int BandDays { get; set; }
}
