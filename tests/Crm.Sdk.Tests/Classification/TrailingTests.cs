using Crm.Sdk.Classification;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class TrailingTests
{
    [Theory]
    [InlineData(12, "1998-06-30", "1997-07-01")]
    [InlineData(1, "1998-06-15", "1998-05-16")]
    [InlineData(1, "1998-03-31", "1998-03-01")]
    [InlineData(12, "2024-02-29", "2023-03-01")]
    [InlineData(12, "2025-02-28", "2024-02-29")]
    public void Months_begin_on_the_day_after_the_same_day(int months, string asOf, string first) =>
        Assert.Equal(Date(first), Trailing.Months(months).FirstDay(Date(asOf)));

    [Fact]
    public void Days_include_the_last_one() => Assert.Equal(new LocalDate(1998, 6, 1), Trailing.Days(30).FirstDay(new LocalDate(1998, 6, 30)));

    [Fact]
    public void Ever_has_no_first_day() => Assert.Null(Trailing.Ever.FirstDay(new LocalDate(1998, 6, 30)));

    [Fact]
    public void Windows_read_as_durations() =>
        Assert.Equal(("P12M", "P30D", "ever"), (Trailing.Months(12).ToString(), Trailing.Days(30).ToString(), default(Trailing).ToString()));

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
