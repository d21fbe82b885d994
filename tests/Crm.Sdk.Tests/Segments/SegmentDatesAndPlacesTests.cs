using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Crm.Sdk.Tests.Segments;

public sealed class SegmentDatesAndPlacesTests
{
    private static readonly LocalDate Thursday = new(2024, 2, 29);

    [Theory]
    [InlineData("today", "2024-02-29")]
    [InlineData("today-30d", "2024-01-30")]
    [InlineData("today+1y", "2025-02-28")]
    [InlineData("startOfWeek", "2024-02-26")]
    [InlineData("endOfWeek", "2024-03-03")]
    [InlineData("startOfMonth-1m", "2024-01-01")]
    [InlineData("startOfQuarter", "2024-01-01")]
    [InlineData("endOfQuarter+1d", "2024-04-01")]
    [InlineData("endOfYear-1y", "2023-12-31")]
    [InlineData("2020-05-01", "2020-05-01")]
    public void CL_3_A_relative_date_is_counted_from_today(string text, string expected) =>
        Assert.Equal(LocalDatePattern.Iso.Parse(expected).Value, RelativeDate.Parse(text).On(Thursday));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("today-d")]
    [InlineData("today - 1d")]
    [InlineData("2024-02-30")]
    public void CL_3_Any_other_date_is_refused(string text) => Assert.Equal("CRM1020", Assert.Throws<CrmException>(() => RelativeDate.Parse(text)).Code);

    [Theory]
    [InlineData("2000-02-29", "2023-02-01", "2023-02-28")]
    [InlineData("2000-02-29", "2024-02-01", "2024-02-29")]
    [InlineData("--03-01", "2024-03-02", "2025-03-01")]
    [InlineData("lunar:1987-01-01", "2024-01-01", "2024-02-10")] // new year of 2024
    [InlineData("lunar:1987-05-05", "2024-01-01", "2024-06-10")] // dragon boat festival
    [InlineData("lunar:1987-08-15", "2024-01-01", "2024-09-17")] // mid-autumn festival
    [InlineData("lunar:--12-30", "2024-01-01", "2024-02-09")] // the lunar year of 2023 ends in February
    [InlineData("lunar:1987-06L-15", "2025-01-01", "2025-08-08")] // 2025 has a leap sixth month
    [InlineData("lunar:1987-06L-15", "2024-01-01", "2024-07-20")] // 2024 has none: the plain month
    public void CL_3_The_next_birthday_follows_the_customers_own_calendar(string birth, string from, string expected) =>
        Assert.Equal(LocalDatePattern.Iso.Parse(expected).Value, Birthdays.Next(BirthDate.Parse(birth), LocalDatePattern.Iso.Parse(from).Value));

    [Theory]
    [InlineData("2000-02-29", 23)]
    [InlineData("2000-02-28", 24)]
    [InlineData("--03-01", null)]
    public void CL_3_An_age_is_in_full_years_where_the_year_is_known(string birth, int? expected) =>
        Assert.Equal(expected, Birthdays.Age(BirthDate.Parse(birth), new LocalDate(2024, 2, 28)));

    [Fact]
    public void CL_3_A_distance_is_on_the_great_circle_across_the_antimeridian_and_over_a_pole()
    {
        double degree = Math.PI * 6371.0088 / 180;
        Assert.Equal(2 * degree, GreatCircle.Kilometres(GeoPoint.Of(0, 179), GeoPoint.Of(0, -179)), 6);
        Assert.Equal(2 * degree, GreatCircle.Kilometres(GeoPoint.Of(89, 0), GeoPoint.Of(89, 180)), 6);
        Assert.Equal(180 * degree, GreatCircle.Kilometres(GeoPoint.Of(90, 0), GeoPoint.Of(-90, 0)), 6);
        Assert.Equal(0, GreatCircle.Kilometres(GeoPoint.Of(31, 121), GeoPoint.Of(31, 121)));
    }

    [Fact]
    public void CL_3_Points_of_Chinese_maps_are_moved_to_WGS_84_before_they_are_measured()
    {
        GeoPoint tiananmen = GeoPoint.Of(39.907333m, 116.391083m); // by GPS
        (double latitude, double longitude) = Datum.ToGcj02(39.907333, 116.391083);
        GeoPoint onMap = GeoPoint.Of((decimal)latitude, (decimal)longitude, GeoDatum.Gcj02);

        Assert.InRange(GreatCircle.Kilometres(tiananmen, onMap with { Datum = GeoDatum.Wgs84 }), 0.4, 0.7);
        Assert.InRange(GreatCircle.Kilometres(tiananmen, onMap), 0, 0.001);
        Assert.InRange(GreatCircle.Kilometres(onMap, onMap with { Datum = GeoDatum.Bd09 }), 0.5, 1.2);
        Assert.Equal((48.8584, 2.2945), Datum.ToGcj02(48.8584, 2.2945)); // no offset outside of China
    }

    [Fact]
    public void CL_3_Whole_numbers_decide_a_distance_as_the_great_circle_does_to_two_centimetres_and_less_sharply_at_the_antipodes() => Law.Holds(
        from latitude in Gen.Choose(-90_000_000, 90_000_000)
        from longitude in Gen.Choose(-180_000_000, 180_000_000)
        from north in Gen.Choose(-1_000_000, 1_000_000)
        from east in Gen.Choose(-180_000_000, 180_000_000)
        select (From: new GeoPoint(latitude, longitude, GeoDatum.Wgs84), To: new GeoPoint(Math.Clamp(latitude + north, -90_000_000, 90_000_000), east, GeoDatum.Wgs84)),
        static points =>
        {
            double kilometres = GreatCircle.Kilometres(points.From, points.To);
            long square = EarthVector.Of(points.From).SquaredChordTo(EarthVector.Of(points.To));
            double margin = Math.Min(1, 0.00002 / Math.Cos(kilometres / (2 * EarthVector.RadiusKm))); // a chord near the diameter hardly grows with the distance
            return square <= EarthVector.SquaredChord(kilometres + margin) && (kilometres < margin || square >= EarthVector.SquaredChord(kilometres - margin));
        },
        tests: 2_000);
}
