using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Care;

/// <summary>Which days are workdays in China: public holidays and make-up workdays, 调休, as the State Council arranged them, from the data that comes with the SDK.</summary>
/// <remarks>Immutable and thread-safe. The arrangement is announced year by year: for other years Monday to Friday are workdays.</remarks>
public static class ChineseWorkdays
{
    private const int LongestRest = 31;

    private static readonly (FrozenSet<LocalDate> Free, FrozenSet<LocalDate> Work, FrozenSet<int> Years) Data = Read();

    /// <summary>Whether the arrangement of a year is known.</summary>
    public static bool IsKnown(int year) => Data.Years.Contains(year);

    /// <summary>Whether a day is a workday.</summary>
    public static bool IsWorkday(LocalDate day) => Data.Work.Contains(day) || (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !Data.Free.Contains(day));

    /// <summary>A day, or where it is a day of rest the last workday before or the next one.</summary>
    public static LocalDate Shift(LocalDate day, WorkdayShift shift)
    {
        for (int i = 0; i < LongestRest && !IsWorkday(day); i++)
        {
            day = day.PlusDays(shift == WorkdayShift.Before ? -1 : 1);
        }

        return day;
    }

    private static (FrozenSet<LocalDate> Free, FrozenSet<LocalDate> Work, FrozenSet<int> Years) Read()
    {
        using Stream stream = typeof(ChineseWorkdays).Assembly.GetManifestResourceStream("care.cn-workdays.json") ?? throw new InvalidOperationException("The arrangement of holidays is missing from the assembly.");
        using JsonDocument document = JsonDocument.Parse(stream);
        List<LocalDate> rest = [], work = [];
        List<int> years = [];
        foreach (JsonProperty year in document.RootElement.GetProperty("years").EnumerateObject())
        {
            years.Add(int.Parse(year.Name, System.Globalization.CultureInfo.InvariantCulture));
            work.AddRange(year.Value.GetProperty("work").EnumerateArray().Select(static day => Day(day.GetString()!)));
            foreach (string[] stretch in year.Value.GetProperty("rest").EnumerateArray().Select(static stretch => stretch.GetString()!.Split('/')))
            {
                for (LocalDate day = Day(stretch[0]); day <= Day(stretch[1]); day = day.PlusDays(1))
                {
                    rest.Add(day);
                }
            }
        }

        return (rest.ToFrozenSet(), work.ToFrozenSet(), years.ToFrozenSet());
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
