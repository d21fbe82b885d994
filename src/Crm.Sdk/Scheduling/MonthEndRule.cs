namespace Crm.Sdk.Scheduling;

/// <summary>What a day of the month means in a month that does not have it, such as the 31st in April.</summary>
public enum MonthEndRule
{
    /// <summary>The month's last day.</summary>
    LastDay,

    /// <summary>Nothing: that month is left out.</summary>
    LeaveOut,
}
