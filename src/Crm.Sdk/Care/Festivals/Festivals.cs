using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>The festivals that plans can name, of the Gregorian and of the lunar calendar.</summary>
/// <remarks>Immutable and thread-safe. Lunar ones are known for lunar years 1901 to 2100.</remarks>
public static class Festivals
{
    /// <summary>All of them.</summary>
    public static ValueList<Festival> All { get; } =
    [
        Fixed("new-year", "New Year", "元旦", 1, 1),
        Lunar("spring-festival", "Spring Festival", "春节", 1, 1),
        new("spring-festival-eve", "Chinese New Year's Eve", "除夕", static year => LunarCalendar.DayOf(year + 1, 1, false, 1)?.PlusDays(-1)), // it ends its lunar year
        Lunar("lantern-festival", "Lantern Festival", "元宵节", 1, 15),
        Fixed("womens-day", "Women's Day", "妇女节", 3, 8),
        new("qingming", "Qingming", "清明节", Qingming),
        Fixed("labour-day", "Labour Day", "劳动节", 5, 1),
        Nth("mothers-day", "Mother's Day", "母亲节", 5, IsoDayOfWeek.Sunday, 2),
        Fixed("childrens-day", "Children's Day", "儿童节", 6, 1),
        Nth("fathers-day", "Father's Day", "父亲节", 6, IsoDayOfWeek.Sunday, 3),
        Lunar("dragon-boat-festival", "Dragon Boat Festival", "端午节", 5, 5),
        Lunar("qixi", "Qixi", "七夕节", 7, 7),
        Lunar("mid-autumn-festival", "Mid-Autumn Festival", "中秋节", 8, 15),
        Fixed("teachers-day", "Teachers' Day", "教师节", 9, 10),
        Fixed("national-day", "National Day", "国庆节", 10, 1),
        Lunar("double-ninth-festival", "Double Ninth Festival", "重阳节", 9, 9),
        Lunar("laba-festival", "Laba Festival", "腊八节", 12, 8),
        Fixed("christmas", "Christmas", "圣诞节", 12, 25),
    ];

    /// <summary>The festival with a code, or null.</summary>
    public static Festival? Find(string code) => All.FirstOrDefault(festival => festival.Title.Code == code);

    private static Festival Fixed(string code, string english, string chinese, int month, int day) => new(code, english, chinese, year => new LocalDate(year, month, day));

    private static Festival Lunar(string code, string english, string chinese, int month, int day) => new(code, english, chinese, year => LunarCalendar.DayOf(year, month, false, day));

    private static Festival Nth(string code, string english, string chinese, int month, IsoDayOfWeek weekday, int nth) =>
        new(code, english, chinese, year => new LocalDate(year, month, 1).PlusDays(-1).Next(weekday).PlusWeeks(nth - 1));

    /// <summary>The solar term, by the formula of 寿星通书 for the years 2000 to 2099: ⌊0.2422·y + 4.81⌋ − ⌊y/4⌋ with the year's last two digits.</summary>
    private static LocalDate? Qingming(int year)
    {
        int y = year - 2000;
        return y is < 0 or > 99 ? null : new LocalDate(year, 4, (int)((y * 0.2422m) + 4.81m) - (y / 4));
    }
}
