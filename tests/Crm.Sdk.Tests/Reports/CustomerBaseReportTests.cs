using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Sdk.Classification;
using Crm.Sdk.Reports;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Value;
using Xunit;
using static Crm.Sdk.Tests.Reports.Purchases;

namespace Crm.Sdk.Tests.Reports;

/// <summary>AN-3 and TX-3: the report on a customer base.</summary>
public sealed partial class CustomerBaseReportTests
{
    private static readonly ValueList<RfmCell> Cells = [new(5, 5, 3, Money.Of(900m, Usd)), new(4, 5, 1, Money.Of(50m, Usd)), new(1, 1, 6, Money.Of(50m, Usd))];

    private static readonly ValueList<DimensionComposition> Tiers = [new("value-tier", [new("high", 4, Money.Of(950m, Usd)), new("low", 6, Money.Of(50m, Usd))])];

    [Fact]
    public async Task The_report_shows_the_sums_the_months_and_the_cohorts()
    {
        Page page = await Page.WriteAsync(CustomerBaseReport.Make(new CustomerBase(Cdnow()), ReportLanguage.English));
        Assert.Equal("2,357 customers, 6,919 orders", page.All("h1").Single().Value);
        Assert.Contains("244,091.94 USD", page.Text, StringComparison.Ordinal);
        string[][] cohorts = page.Table("Customers of a cohort who ordered in a later month");
        Assert.Equal(["Jan 1997", "781", "124 (15.9%)"], cohorts[1][..3]);
        Assert.Equal(18, page.Table("Net revenue by month").Length - 1);
    }

    [Fact]
    public async Task The_report_shows_recency_by_frequency_and_labels_in_customers_and_money()
    {
        Page page = await Page.WriteAsync(CustomerBaseReport.Make(new CustomerBase(Cdnow()) { Rfm = Cells, Dimensions = Tiers }, ReportLanguage.English));
        Assert.Equal(["5", "0", "0", "0", "1 (10.0%)", "3 (30.0%)"], page.Table("Customers")[1]);
        Assert.Equal("900.00 USD", page.Table("Revenue, USD")[1][5]);
        Assert.Contains("4 customers (40.0%)", page.Text, StringComparison.Ordinal);
        Assert.Contains("they bring 95.0% of revenue", page.Text, StringComparison.Ordinal);
        Assert.Contains(page.All("table"), table => table.Descendants("tr").Any(row => row.Elements().Select(cell => cell.Value).Skip(1).SequenceEqual(["4", "40.0%", "950", "95.0%"])));
    }

    [Fact] // 120 + 60 + 40 − 20 = 200: the best half brings 0.9, the best three quarters 1.1
    public async Task VA_4_the_report_draws_the_whale_curve_of_profit_above_the_whole()
    {
        var data = new CustomerBase(Cdnow()) { Profit = ProfitConcentration.Of([4_000, -2_000, 12_000, 6_000]) };

        Page page = await Page.WriteAsync(CustomerBaseReport.Make(data, ReportLanguage.English, parts: CustomerBaseParts.Profit));

        Assert.Equal(["10.0%", "0.0%"], page.Table("Share of profit by the most profitable customers")[1]);
        string[][] best = page.Table("What the most profitable customers bring. Gini coefficient 0.550");
        Assert.Equal(["50%", "2", "90.0%", "180.00 USD"], best[^2]);
        Assert.Equal(["100%", "4", "100.0%", "200.00 USD"], best[^1]);
        Assert.Contains("Customers who cost more than they bring: 1 (25.0%).", page.Text, StringComparison.Ordinal);
        double[] heights = [.. page.All("path").Single(static path => (string?)path.Attribute("class") == "curve").Attribute("d")!.Value.Split('M', 'L')[1..].Select(static point => double.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture))];
        Assert.Equal(5, heights.Length);
        Assert.True(heights[3] < heights[4], "the curve falls back to the whole from above it");
        Assert.All(heights, static height => Assert.InRange(height, 0, 400));
        Assert.Contains("profit", page.All("dt").Select(static term => term.Value.ToLowerInvariant()));
    }

    [Fact]
    public async Task VA_4_a_base_without_profit_to_share_says_so_and_has_no_curve()
    {
        var data = new CustomerBase(Cdnow()) { Profit = ProfitConcentration.Of([-100, 100]) };

        Page page = await Page.WriteAsync(CustomerBaseReport.Make(data, ReportLanguage.English, parts: CustomerBaseParts.Profit));

        Assert.Empty(page.All("svg"));
        Assert.Contains("Together the customers bring no profit to share.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_Chinese_where_Chinese_is_asked_for()
    {
        Page page = await Page.WriteAsync(CustomerBaseReport.Make(new CustomerBase(Cdnow()) { Rfm = Cells, Dimensions = Tiers }, ReportLanguage.Chinese));
        Assert.Equal("2,357 位客户，6,919 笔订单", page.All("h1").Single().Value);
        Assert.Equal("1997年1月", page.Table("同期客户在此后各月的购买比例")[1][0]);
        Assert.Equal("24.4万", page.All("dd").First(figure => figure.Value.EndsWith('万')).Value);
    }

    [Fact]
    public async Task Dimensions_and_labels_go_by_their_names_where_a_catalogue_has_them()
    {
        var names = new ClassificationTexts(new FixedExtensions(new Names()));
        Page page = await Page.WriteAsync(CustomerBaseReport.Make(new CustomerBase(Cdnow()) { Dimensions = Tiers }, ReportLanguage.Chinese, names));
        Assert.Equal(["高价值", "low"], page.Table("价值等级")[1..].Select(row => row[0]));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_base_without_customers_gives_a_page_that_says_so(string language)
    {
        var nobody = new CustomerBase(new PurchaseSummaryBuilder(EndOfJune1998, Usd).Build());
        Page page = await Page.WriteAsync(CustomerBaseReport.Make(nobody, ReportLanguage.Parse(language)));
        Assert.Empty(page.All("svg"));
        Assert.DoesNotContain("NaN", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("0 ", page.All("h1").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_of_one_customer_gives_a_whole_page()
    {
        var builder = new PurchaseSummaryBuilder(EndOfJune1998, Usd);
        builder.Add(Order(1998, 6, 30, 1_177));
        var one = new CustomerBase(builder.Build()) { Rfm = [new(1, 1, 1, Money.Of(11.77m, Usd))], Dimensions = [new("activity", [new("active", 1, Money.Of(11.77m, Usd))])] };
        Page page = await Page.WriteAsync(CustomerBaseReport.Make(one, ReportLanguage.English));
        Assert.Equal("1 customer, 1 order", page.All("h1").Single().Value);
        Assert.Equal(6, page.All("svg").Count());
        Assert.DoesNotContain("NaN", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_history_is_shown_by_its_latest_months()
    {
        var builder = new PurchaseSummaryBuilder(EndOfJune1998, Usd);
        for (int year = 1960; year <= 1998; year++)
        {
            builder.Add(Order(year, 1, 15, 100), Order(1998, 6, 1, 100));
        }

        Page page = await Page.WriteAsync(CustomerBaseReport.Make(new CustomerBase(builder.Build()), ReportLanguage.English));
        Assert.Equal(CustomerBaseReport.MostMonths, page.Table("Net revenue by month").Length - 1);
        Assert.Equal(CustomerBaseReport.MostMonths, page.Table("Customers of a cohort who ordered in a later month").Length - 1);
    }

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places()
    {
        Assert.Equal(["en", "zh"], ReportTexts.All.Languages.Order(StringComparer.Ordinal));
        Assert.Equal(ReportTexts.All.Codes("en").Order(StringComparer.Ordinal), ReportTexts.All.Codes("zh").Order(StringComparer.Ordinal));
        Assert.All(ReportTexts.All.Codes("en"), code =>
        {
            string english = ReportTexts.All.Find(code, ReportLanguage.English.Culture)!, chinese = ReportTexts.All.Find(code, ReportLanguage.Chinese.Culture)!;
            Assert.Equal(Places(english), Places(chinese));
            Assert.True(chinese.Any(letter => letter > 0x2E7F) || !english.Any(char.IsLetter), code);
        });
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    private sealed class Names : ITextCatalogue
    {
        public string? Find(string code, CultureInfo culture) => (culture.TwoLetterISOLanguageName, code) switch
        {
            ("zh", "value-tier") => "价值等级",
            ("zh", "value-tier.high") => "高价值",
            _ => null,
        };
    }
}
