using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Time;

public sealed class DayStartTests
{
    private static readonly DateTimeZone Apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];

    [Fact]
    public void A_day_that_a_zone_left_out_begins_with_the_next_one() =>
        Assert.Equal(Apia.StartOf(new LocalDate(2011, 12, 31)), Apia.StartOf(new LocalDate(2011, 12, 30)));

    [Fact]
    public void The_day_before_one_that_was_left_out_has_an_end() =>
        Assert.Equal(new LocalDate(2011, 12, 29), AsOf.EndOf(new LocalDate(2011, 12, 29), Apia).Date);

    [Fact]
    public void Other_days_begin_where_NodaTime_says()
    {
        foreach (string id in (string[])["America/Sao_Paulo", "Asia/Beirut", "Europe/Berlin", "Asia/Shanghai"])
        {
            DateTimeZone zone = DateTimeZoneProviders.Tzdb[id];
            for (var date = new LocalDate(2015, 1, 1); date.Year < 2019; date = date.PlusDays(1))
            {
                Assert.Equal(zone.AtStartOfDay(date).ToInstant(), zone.StartOf(date)); // Sao Paulo and Beirut skip midnight itself
            }
        }
    }
}
