using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class ReasonArgLaws
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("en-GB"), CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("de-DE")];

    [Fact]
    public void A_number_written_into_a_text_reads_like_the_number_alone() => Law.Holds(
        Gen.OneOf(Gen.Choose(-200_000, 1_200_000).Select(static n => n / 1_000.0), Gen.Choose(0, 200_000).Select(static n => n / 200.0), Gen.Choose(0, 1_000_000).Select(static n => n / 7.0)),
        static number => Cultures.All(culture => Same(number, culture) && Same((long)number, culture)),
        tests: 3_000);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.0)]
    [InlineData(999.994999)]
    [InlineData(999.995)]
    [InlineData(1e300)]
    [InlineData(0.004999999999)]
    public void Numbers_at_the_edges_read_the_same_too(double number) => Assert.All(Cultures, culture => Assert.True(Same(number, culture)));

    private static bool Same(ReasonArg arg, CultureInfo culture) => string.Create(culture, $"<{arg}>") == $"<{arg.ToString(culture)}>";
}
