using Crm.Sdk.Care;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>Festivals of both calendars, and China's workdays.</summary>
public sealed class FestivalTests
{
    /// <summary>Lunar festivals of public record: new year, dragon boat, mid-autumn.</summary>
    public static TheoryData<int, string, string, string> OfRecord => new()
    {
        { 2020, "01-25", "06-25", "10-01" }, { 2021, "02-12", "06-14", "09-21" }, { 2022, "02-01", "06-03", "09-10" }, { 2023, "01-22", "06-22", "09-29" }, { 2024, "02-10", "06-10", "09-17" }, { 2025, "01-29", "05-31", "10-06" },
        { 2026, "02-17", "06-19", "09-25" }, { 2027, "02-06", "06-09", "09-15" }, { 2028, "01-26", "05-28", "10-03" }, { 2029, "02-13", "06-16", "09-22" }, { 2030, "02-03", "06-05", "09-12" },
    };

    [Theory]
    [MemberData(nameof(OfRecord))]
    public void CA_1_Lunar_festivals_fall_on_the_days_of_public_record(int year, string newYear, string dragonBoat, string midAutumn)
    {
        Assert.Equal([Day(newYear), Day(dragonBoat), Day(midAutumn)], new[] { "spring-festival", "dragon-boat-festival", "mid-autumn-festival" }.Select(code => Festivals.Find(code)!.DayIn(year)!.Value));
        Assert.Equal(Day(newYear).PlusDays(-1), Festivals.Find("spring-festival-eve")!.DayIn(year - 1));

        LocalDate Day(string monthAndDay) => NodaTime.Text.LocalDatePattern.Iso.Parse($"{year}-{monthAndDay}").Value;
    }

    [Theory]
    [InlineData("qingming", 2023, 4, 5)]
    [InlineData("qingming", 2024, 4, 4)]
    [InlineData("qingming", 2025, 4, 4)]
    [InlineData("qingming", 2026, 4, 5)]
    [InlineData("mothers-day", 2026, 5, 10)]
    [InlineData("mothers-day", 2022, 5, 8)]
    [InlineData("fathers-day", 2026, 6, 21)]
    [InlineData("national-day", 2026, 10, 1)]
    public void CA_1_Other_festivals_fall_on_their_days(string code, int year, int month, int day) => Assert.Equal(new LocalDate(year, month, day), Festivals.Find(code)!.DayIn(year));

    [Fact]
    public void CA_1_Every_festival_has_a_code_of_its_own_and_both_titles_and_where_the_calendar_is_not_known_no_day()
    {
        Assert.Equal(Festivals.All.Count, Festivals.All.Select(static festival => festival.Title.Code).Distinct().Count());
        Assert.All(Festivals.All, static festival => Assert.True(festival.Title.English.Length > 0 && festival.Title.Chinese.Any(static c => c > 0x2E80)));
        Assert.Null(Festivals.Find("spring-festival")!.DayIn(1900));
        Assert.Null(Festivals.Find("spring-festival")!.DayIn(2101));
    }

    [Theory]
    [InlineData("2026-02-14", true)] // a Saturday that is worked for the Spring Festival
    [InlineData("2026-02-16", false)]
    [InlineData("2026-02-21", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-03-01", false)]
    [InlineData("2025-09-28", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2019-10-01", true)] // nothing is known of that year but that it is a Tuesday
    public void CA_1_Make_up_workdays_are_workdays_and_holidays_are_not(string day, bool isWorkday) => Assert.Equal(isWorkday, ChineseWorkdays.IsWorkday(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value));

    [Fact]
    public void CA_1_A_day_of_rest_is_moved_to_a_workday()
    {
        Assert.Equal(new LocalDate(2026, 2, 14), ChineseWorkdays.Shift(new LocalDate(2026, 2, 17), WorkdayShift.Before));
        Assert.Equal(new LocalDate(2026, 2, 24), ChineseWorkdays.Shift(new LocalDate(2026, 2, 17), WorkdayShift.After));
        Assert.Equal(new LocalDate(2026, 2, 24), ChineseWorkdays.Shift(new LocalDate(2026, 2, 24), WorkdayShift.Before));
    }
}
