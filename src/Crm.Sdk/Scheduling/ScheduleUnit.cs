namespace Crm.Sdk.Scheduling;

/// <summary>The unit in which a schedule falls due.</summary>
public enum ScheduleUnit
{
    /// <summary>Hours of elapsed time, 小时.</summary>
    Hour,

    /// <summary>Days of the calendar, 每天.</summary>
    Day,

    /// <summary>Weeks from Monday to Sunday, 每周.</summary>
    Week,

    /// <summary>Months of the calendar, 每月.</summary>
    Month,

    /// <summary>Years of the calendar, 每年.</summary>
    Year,
}
