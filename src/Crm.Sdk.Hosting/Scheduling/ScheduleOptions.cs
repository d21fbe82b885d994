using System.Globalization;
using Crm.Sdk.Scheduling;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Hosting;

/// <summary>One schedule of a host: the section <c>Crm:Schedules:NAME</c>. See <see cref="Schedule"/> for what each setting means.</summary>
/// <remarks>Validated when the host starts, and read then.</remarks>
public sealed class ScheduleOptions
{
    private static readonly IPattern<LocalTime> Time = new CompositePatternBuilder<LocalTime>
    {
        { LocalTimePattern.CreateWithInvariantCulture("HH:mm"), static time => time.Second == 0 },
        { LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss"), static _ => true },
    }.Build();

    /// <summary>Whether hosts run it; true by default. To let one rest that hosts run already, there is <c>crm schedule pause</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The job: <c>care</c>, <c>classify</c>, <c>loyalty</c>, <c>archives</c>, <c>campaigns</c>, or one that the host's code adds.</summary>
    public string Job { get; set; } = string.Empty;

    /// <summary>The unit: <c>hour</c>, <c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>; <c>day</c> by default.</summary>
    public ScheduleUnit Unit { get; set; } = ScheduleUnit.Day;

    /// <summary>Every how many units; 1 by default.</summary>
    public int Every { get; set; } = 1;

    /// <summary>The times of day, such as <c>02:30</c> or <c>02:30:15</c>; midnight where none.</summary>
    public IList<string> At { get; } = new List<string>();

    /// <summary>The days of the week, such as <c>Monday</c>.</summary>
    public IList<IsoDayOfWeek> Weekdays { get; } = new List<IsoDayOfWeek>();

    /// <summary>The days of the month, 1 to 31, or from the end −1 to −28.</summary>
    public IList<int> MonthDays { get; } = new List<int>();

    /// <summary>The month of a yearly schedule, 1 to 12.</summary>
    public int? Month { get; set; }

    /// <summary>What a day means in a month that does not have it: <c>LastDay</c> (the default) or <c>LeaveOut</c>.</summary>
    public MonthEndRule MonthEnd { get; set; }

    /// <summary>Which days count: <c>All</c> (the default), <c>WorkdaysOnly</c>, <c>WorkdayBefore</c>, <c>WorkdayAfter</c>.</summary>
    public ScheduleDays Days { get; set; }

    /// <summary>The zone of the IANA database; <c>UTC</c> by default.</summary>
    public string Zone { get; set; } = "UTC";

    /// <summary>The first day, such as <c>2026-01-01</c>; 3 January 2000 where null.</summary>
    public string? Start { get; set; }

    /// <summary>The last day; none where null.</summary>
    public string? End { get; set; }

    /// <summary>What becomes of a missed time: <c>RunOnce</c> (the default), <c>RunEach</c>, <c>Skip</c>.</summary>
    public MisfirePolicy Misfire { get; set; }

    /// <summary>How late one still runs under <c>RunEach</c>, 1 minute to 60 days; a day by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The settings of the job, by name.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The schedule.</summary>
    /// <param name="name">Its name, the section's.</param>
    /// <exception cref="CrmException">CRM6700: it cannot be meant. CRM1001: a name has a form that is not allowed.</exception>
    public Schedule ToSchedule(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var schedule = new Schedule
        {
            Name = name,
            Job = Job,
            Unit = Unit,
            Every = Every,
            At = At.Select(text => Read(name, Time, text, "a time of the day such as 02:30")).ToValueList(),
            Weekdays = Weekdays.ToValueList(),
            MonthDays = MonthDays.ToValueList(),
            Month = Month,
            MonthEnd = MonthEnd,
            Days = Days,
            Zone = Zone,
            End = End is { } end ? Read(name, LocalDatePattern.Iso, end, "a day such as 2026-12-31") : null,
            Misfire = Misfire,
            Window = Duration.FromTimeSpan(Window),
            Settings = Settings.OrderBy(static setting => setting.Key, StringComparer.Ordinal).Select(static setting => new ScheduleSetting(setting.Key, setting.Value)).ToValueList(),
        };
        schedule = Start is { } start ? schedule with { Start = Read(name, LocalDatePattern.Iso, start, "a day such as 2026-01-01") } : schedule;
        schedule.Check();
        return schedule;
    }

    private static T Read<T>(string name, IPattern<T> pattern, string text, string wanted) => pattern.Parse(text) is { Success: true } read
        ? read.Value
        : throw new CrmException(ScheduleErrorCodes.BadSchedule, string.Create(CultureInfo.InvariantCulture, $"Schedule '{name}': '{text}' is not {wanted}."));
}
