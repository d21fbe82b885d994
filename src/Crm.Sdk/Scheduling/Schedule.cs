using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>A schedule, 定时计划: when a job runs, by which clock, and what becomes of a time that was missed.</summary>
/// <remarks>Immutable and thread-safe. <see cref="ScheduleTimes"/> says which instants it means, also where clocks change.</remarks>
public sealed record Schedule
{
    /// <summary>The greatest length of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The greatest number of units between two occurrences.</summary>
    public const int MaxEvery = 1_000;

    private const int MaxTimes = 48;

    /// <summary>The name, under which its occurrences are kept: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The job that runs, by its name.</summary>
    public required string Job { get; init; }

    /// <summary>The unit.</summary>
    public required ScheduleUnit Unit { get; init; }

    /// <summary>Every how many units, counted from that of <see cref="Start"/>; 1 to 1,000.</summary>
    public int Every { get; init; } = 1;

    /// <summary>The times of day by the zone's clock; midnight where none. Hours have none.</summary>
    public ValueList<LocalTime> At { get; init; }

    /// <summary>The days of the week, for weeks; that of <see cref="Start"/> where none.</summary>
    public ValueList<IsoDayOfWeek> Weekdays { get; init; }

    /// <summary>The days of the month, for months and years: 1 to 31, or from the end −1 to −28. That of <see cref="Start"/> where none.</summary>
    public ValueList<int> MonthDays { get; init; }

    /// <summary>The month, for years, 1 to 12; that of <see cref="Start"/> where null.</summary>
    public int? Month { get; init; }

    /// <summary>What a day means in a month that does not have it; its last day by default.</summary>
    public MonthEndRule MonthEnd { get; init; }

    /// <summary>Which days count; all by default. Hours can be left out on days of rest and not moved.</summary>
    public ScheduleDays Days { get; init; }

    /// <summary>The zone of the IANA database; <c>UTC</c> by default.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>The first day, and the one from which <see cref="Every"/> counts: Monday 3 January 2000 by default.</summary>
    public LocalDate Start { get; init; } = new(2000, 1, 3);

    /// <summary>The last day, before it moves for a day of rest; null where there is none.</summary>
    public LocalDate? End { get; init; }

    /// <summary>What becomes of a missed time; the latest runs once by default.</summary>
    public MisfirePolicy Misfire { get; init; }

    /// <summary>How late an occurrence still runs under <see cref="MisfirePolicy.RunEach"/>, 1 minute to 60 days; a day by default.</summary>
    public Duration Window { get; init; } = Duration.FromDays(1);

    /// <summary>The settings of the job.</summary>
    public ValueList<ScheduleSetting> Settings { get; init; }

    /// <summary>Checks that all fits together.</summary>
    /// <exception cref="CrmException">CRM6700: something does not; the message says what and what would be right. CRM1001: the name has a form that is not allowed.</exception>
    public void Check()
    {
        IdentityText.Require(Name, MaxNameLength, "schedule");
        IdentityText.Require(Job, MaxNameLength, "job");
        That(Enum.IsDefined(Unit) && Enum.IsDefined(MonthEnd) && Enum.IsDefined(Days) && Enum.IsDefined(Misfire), "unit, month end, days or misfire policy is none there is");
        That(Every is >= 1 and <= MaxEvery, $"every {Every} units; give 1 to {MaxEvery:N0}");
        That(DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is not null, $"'{Zone}' is no zone of the IANA database; give one such as Asia/Shanghai");
        That(At.Count <= MaxTimes && At.Distinct().Count() == At.Count, $"it has {At.Count} times; give at most {MaxTimes}, each once");
        That(Unit != ScheduleUnit.Hour || At.IsEmpty, "hours have no times of day; use days with several times instead");
        That(Unit == ScheduleUnit.Week || Weekdays.IsEmpty, "days of the week belong to weeks");
        That(Weekdays.All(static day => day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday), "a day of the week is none; give Monday to Sunday");
        That(Unit is ScheduleUnit.Month or ScheduleUnit.Year || MonthDays.IsEmpty, "days of the month belong to months and years");
        That(MonthDays.All(static day => day is (>= 1 and <= 31) or (>= -28 and <= -1)), "a day of the month is none; give 1 to 31, or -1 to -28 from its end");
        That(Month is null || Unit == ScheduleUnit.Year, "a month belongs to years");
        That(Month is null or (>= 1 and <= 12), $"month {Month} is none; give 1 to 12");
        That(Unit != ScheduleUnit.Year || MonthEnd == MonthEndRule.LastDay || MonthDays.All(day => day <= DaysIn(Month ?? Start.Month)), "no year has such a day; give one that the month has, or let it be the last day");
        That(Unit != ScheduleUnit.Hour || Days is ScheduleDays.All or ScheduleDays.WorkdaysOnly, "hours do not move to another day");
        That(End is null || Start <= End, $"the last day {End:uuuu-MM-dd} lies before the first, {Start:uuuu-MM-dd}");
        That(Start.Year is >= 1970 and <= 9000, "the first day is out of range; give one from 1970 on");
        That(Window >= Duration.FromMinutes(1) && Window <= Duration.FromDays(60), $"the window is {Window}; give 1 minute to 60 days");
        That(Settings.Select(static setting => setting.Name).Distinct(StringComparer.Ordinal).Count() == Settings.Count, "a setting stands twice");
    }

    /// <summary>A setting of the job; null where it is not set.</summary>
    /// <param name="name">The name.</param>
    public string? Setting(string name) => Settings.FirstOrDefault(setting => setting.Name == name)?.Value;

    private static int DaysIn(int month) => CalendarSystem.Iso.GetDaysInMonth(2000, month); // a leap year

    private void That(bool holds, string rule)
    {
        if (!holds)
        {
            throw new CrmException(ScheduleErrorCodes.BadSchedule, $"Schedule '{Name}': {rule}.");
        }
    }
}
