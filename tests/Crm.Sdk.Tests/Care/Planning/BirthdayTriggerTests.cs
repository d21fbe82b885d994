using System.Globalization;
using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>Birthdays of both calendars over 1950 to 2050, day by day.</summary>
public sealed class BirthdayTriggerTests
{
    private static readonly LocalDate First = new(1950, 1, 1), Last = new(2050, 12, 31);

    [Theory]
    [InlineData("lunar:1949-01-01")]
    [InlineData("lunar:--12-30")] // a month of 29 days in most years
    [InlineData("lunar:1949-07L-15")] // a leap month that few years have
    [InlineData("lunar:--08-15")]
    public async Task CA_1_A_lunar_birthday_comes_once_in_each_lunar_year_on_the_day_of_the_calendar(string written)
    {
        BirthDate birth = BirthDate.Parse(written);
        Dictionary<int, LocalDate> cared = await CaredAsync($$"""{"daysAhead":0}""", birth);

        var calendar = new ChineseLunisolarCalendar();
        for (int year = 1950; year <= 2049; year++)
        {
            // The calendar is asked the other way round: which lunar day is the day that was cared on?
            DateTime day = cared[year].ToDateTimeUnspecified();
            int leap = calendar.GetLeapMonth(year), counted = calendar.GetMonth(day);
            bool isLeap = leap > 0 && counted == leap;
            int month = leap > 0 && counted >= leap ? counted - 1 : counted;
            Assert.Equal((year, birth.Month), (calendar.GetYear(day), month));
            Assert.Equal(birth.IsLeapMonth && leap == birth.Month + 1, isLeap);
            Assert.Equal(Math.Min(birth.Day, calendar.GetDaysInMonth(year, counted)), calendar.GetDayOfMonth(day));
        }
    }

    [Theory]
    [InlineData("february-28", 2, 28)]
    [InlineData("march-1", 3, 1)]
    public async Task CA_1_The_29th_of_February_is_kept_as_the_plan_says(string leapDay, int month, int day)
    {
        Dictionary<int, LocalDate> cared = await CaredAsync($$"""{"leapDay":"{{leapDay}}"}""", BirthDate.Gregorian(1948, 2, 29));

        for (int year = 1950; year <= 2050; year++)
        {
            Assert.Equal(DateTime.IsLeapYear(year) ? new LocalDate(year, 2, 29) : new LocalDate(year, month, day), cared[year]);
        }
    }

    [Fact]
    public async Task CA_1_Days_ahead_reach_over_the_turn_of_the_year()
    {
        Dictionary<int, LocalDate> cared = await CaredAsync("""{"daysAhead":14}""", BirthDate.GregorianWithoutYear(1, 3));

        Assert.Equal(new LocalDate(2025, 12, 20), cared[2026]);
    }

    [Fact]
    public async Task CA_1_Nobody_has_a_birthday_before_the_birth() => Assert.Equal(2001, (await CaredAsync("{}", BirthDate.Gregorian(2001, 5, 6))).Keys.Min());

    /// <summary>The day of care for each year, asked day by day; each must come on one day alone.</summary>
    private static async Task<Dictionary<int, LocalDate>> CaredAsync(string settings, BirthDate birth)
    {
        Customer customer = Customer.Individual(PersonName.Of("Ada"), birth);
        ITriggerRun run = new BirthdayTrigger().Prepare(BuiltInTrigger.Settings("p", settings), new CareCatalogue(AttributeCatalogue.Standard));
        Dictionary<int, LocalDate> cared = [];
        for (LocalDate day = First.PlusDays(-60); day <= Last; day = day.PlusDays(1))
        {
            foreach (DueOccasion due in (await run.FindAsync(null!, [new CareSubject(customer, day, day)], AsOf.EndOf(day, DateTimeZone.Utc), CancellationToken.None))[0])
            {
                cared.Add(due.Occasion.Year, due.On); // throws where a year comes twice
            }
        }

        return cared;
    }
}
