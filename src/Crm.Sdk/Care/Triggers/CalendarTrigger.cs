using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>The part that triggers of the calendar share: days that come again, some days ahead, perhaps moved to a workday.</summary>
internal static class CalendarTrigger
{
    public const int MaxDaysAhead = 60;

    /// <summary>The occasions of a subject among those of some years: those that are to be cared for on its days.</summary>
    /// <param name="subject">The customer and the days.</param>
    /// <param name="daysAhead">How many days ahead it is cared for.</param>
    /// <param name="dayIn">The day of a year, and what is known of it; null where there is none.</param>
    public static IReadOnlyList<DueOccasion> Yearly(CareSubject subject, int daysAhead, Func<int, CareOccasion?> dayIn)
    {
        List<DueOccasion> due = [];
        for (int year = subject.From.Year - 1; year <= subject.Today.Year + 1; year++) // lunar years and days ahead reach over the turn of the year
        {
            if (dayIn(year) is { } occasion && On(subject, occasion, daysAhead) is { } found)
            {
                due.Add(found);
            }
        }

        return due;
    }

    /// <summary>The occasion with the day on which it is cared for, where that is one of the subject's days; else null.</summary>
    public static DueOccasion? On(CareSubject subject, CareOccasion occasion, int daysAhead)
    {
        LocalDate on = occasion.Day.PlusDays(-daysAhead);
        return on >= subject.From && on <= subject.Today ? new DueOccasion(occasion, on) : null;
    }
}
