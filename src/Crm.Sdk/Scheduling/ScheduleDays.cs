namespace Crm.Sdk.Scheduling;

/// <summary>On which days of the calendar a schedule falls due. Workdays are those of China, make-up workdays among them (<see cref="Care.ChineseWorkdays"/>).</summary>
public enum ScheduleDays
{
    /// <summary>On all that its pattern gives.</summary>
    All,

    /// <summary>On those that are workdays; the others are left out.</summary>
    WorkdaysOnly,

    /// <summary>One that is a day of rest moves to the last workday before it.</summary>
    WorkdayBefore,

    /// <summary>One that is a day of rest moves to the next workday.</summary>
    WorkdayAfter,
}
