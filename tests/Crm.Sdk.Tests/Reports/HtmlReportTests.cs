using System.Xml.Linq;
using Crm.Sdk.Reports;
using Xunit;

namespace Crm.Sdk.Tests.Reports;

/// <summary>AN-3: a self-contained page, safe whatever the data holds.</summary>
public sealed class HtmlReportTests
{
    private const string Hostile = "</title></style><script>alert('1')</script><img src=x onerror=\"alert(2)\">]]>&amp;&#0; \u0000\uD800 \u202E邓";

    private static readonly ReportChart[] Charts =
    [
        new ColumnChart("columns", "axis", "measure", [new("a", 3) { Group = "g" }, new("b", -1), new("c", 0)]),
        new BarChart("bars", "axis", "measure", [new("a", 0.7, "7") { SecondShare = 0.1, SecondText = "1" }, new("b", 0.3, "3")]) { SecondMeasure = "second" },
        new HeatMap("heat", "rows", "columns", ["1", "2"], [new("x", [new(1, "1"), new(2, "2")]), new("y", [new(0, "0") { IsReference = true }])]),
        new ShareCurve("curve", "axis", "measure", [new(0, 0), new(0.5, 0.8), new(1, 1)], [new(0.5, 0.8)]),
    ];

    [Fact]
    public async Task Hostile_text_in_every_place_stays_text()
    {
        Page page = await Page.WriteAsync(new Report(Hostile, ReportLanguage.English)
        {
            Kicker = Hostile,
            Summary = Hostile,
            Figures = [new(Hostile, Hostile) { Note = Hostile }],
            Sections =
            [
                new(Hostile)
                {
                    Lead = Hostile,
                    Charts =
                    [
                        new ColumnChart(Hostile, Hostile, Hostile, [new(Hostile, 1) { Name = Hostile, Text = Hostile, Group = Hostile, Further = [Hostile] }]) { Note = Hostile, Further = [Hostile] },
                        new BarChart(Hostile, Hostile, Hostile, [new(Hostile, 1, Hostile) { SecondShare = 1, SecondText = Hostile }]) { SecondMeasure = Hostile },
                        new HeatMap(Hostile, Hostile, Hostile, [Hostile], [new(Hostile, [new(1, Hostile) { Detail = Hostile, Full = Hostile }])]),
                        new ShareCurve(Hostile, Hostile, Hostile, [new(0, 0), new(1, 1)], []),
                    ],
                    Tables = [new(Hostile, [Hostile, Hostile], [[Hostile, Hostile], [Hostile]])],
                },
            ],
            Definitions = [new(Hostile, Hostile)],
        });

        Assert.Empty(page.All("script"));
        Assert.Empty(page.All("img"));
        string shown = Hostile.Replace('\u0000', '\uFFFD').Replace('\uD800', '\uFFFD');
        Assert.Equal(shown, page.All("h1").Single().Value);
        Assert.Equal(shown, page.Root.Element("head")!.Element("title")!.Value);
        Assert.Equal(4, page.All("svg").Count());
        Assert.All(page.All("svg"), svg => Assert.Equal(shown, svg.Element("title")!.Value));
        Assert.Contains(page.All("td"), cell => cell.Value == shown);
    }

    [Fact]
    public async Task The_page_is_one_file_that_loads_nothing_and_runs_nothing()
    {
        Page page = await Page.WriteAsync(Report());
        string[] loading = ["script", "link", "img", "iframe", "object", "embed", "base", "form", "use", "image"];
        Assert.DoesNotContain(page.Root.DescendantsAndSelf(), element => loading.Contains(element.Name.LocalName));
        Assert.DoesNotContain(page.Root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "src" or "href" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(page.All("meta"), meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy" && meta.Attribute("content")!.Value == "default-src 'none'; style-src 'unsafe-inline'");
        Assert.StartsWith("<!DOCTYPE html>\n<html", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_drawing_has_a_title_a_description_and_its_figures_as_a_table()
    {
        Page page = await Page.WriteAsync(Report());
        XElement[] figures = [.. page.All("figure")];
        Assert.Equal(Charts.Select(chart => chart.Title), figures.Select(figure => figure.Descendants("h3").Single().Value));
        Assert.All(figures, figure =>
        {
            XElement svg = figure.Descendants("svg").Single();
            string[] named = svg.Attribute("aria-labelledby")!.Value.Split(' ');
            Assert.Equal([svg.Element("title")!.Attribute("id")!.Value, svg.Element("desc")!.Attribute("id")!.Value], named);
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.NotEmpty(figure.Descendants("table").Single().Descendants("td"));
            Assert.All(figure.Descendants("th"), heading => Assert.NotNull(heading.Attribute("scope")));
        });
        string[] ids = [.. page.Root.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task The_page_names_its_language() => Assert.Equal("zh-Hans", (await Page.WriteAsync(Report() with { Language = ReportLanguage.Chinese })).Root.Attribute("lang")!.Value);

    [Fact]
    public async Task A_chart_without_data_says_so()
    {
        Page page = await Page.WriteAsync(new Report("r", ReportLanguage.English)
        {
            Sections =
            [
                new("s")
                {
                    Charts = [new ColumnChart("a", "", "", []), new BarChart("b", "", "", []), new HeatMap("c", "", "", [], []), new ShareCurve("d", "", "", [], [])],
                },
            ],
        });
        Assert.Empty(page.All("svg"));
        Assert.Equal(4, page.All("p").Count(paragraph => paragraph.Value == "Nothing to show yet."));
    }

    [Fact]
    public async Task Columns_are_as_high_as_their_values_and_negative_ones_hang_down()
    {
        Page page = await Page.WriteAsync(Report());
        double[][] bars = [.. page.All("svg").First().Elements("rect").Select(bar => new[] { Number(bar, "y"), Number(bar, "height") })];
        Assert.Equal(3, bars.Length);
        Assert.Equal(3, bars[0][1] / bars[1][1], 1);
        Assert.Equal(bars[0][0] + bars[0][1], bars[1][0], 1); // the line
        Assert.Equal(0, bars[2][1]);
    }

    [Fact]
    public async Task The_table_of_a_chart_holds_what_it_draws()
    {
        Page page = await Page.WriteAsync(Report());
        Assert.Equal([["axis", "measure"], ["a", "3"], ["b", "-1"], ["c", "0"]], page.Table("columns"));
        Assert.Equal([["axis", "measure", "Share", "second", "Share"], ["a", "7", "70.0%", "1", "10.0%"], ["b", "3", "30.0%", "", ""]], page.Table("bars"));
        Assert.Equal([["rows \\ columns", "1", "2"], ["x", "1", "2"], ["y", "0", ""]], page.Table("heat"));
        Assert.Equal([["axis", "measure"], ["50.0%", "80.0%"]], page.Table("curve"));
    }

    [Fact]
    public async Task A_cancelled_writing_stops()
    {
        await using var writer = new StringWriter();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HtmlReport.WriteAsync(Report(), writer, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("EN-gb", "en")]
    [InlineData("zh", "zh")]
    [InlineData("zh-CN", "zh")]
    [InlineData("zh_Hans", "zh")]
    public void A_language_is_found_by_code_or_tag(string given, string code) => Assert.Equal(code, ReportLanguage.Parse(given).Code);

    [Fact]
    public void A_language_without_texts_is_refused() =>
        Assert.Equal(ReportErrorCodes.UnknownLanguage, Assert.Throws<CrmException>(() => ReportLanguage.Parse("fr")).Code);

    private static Report Report() => new("title", ReportLanguage.English)
    {
        Figures = [new("label", "1")],
        Sections = [new("first") { Charts = [.. Charts[..2]] }, new("second") { Lead = "lead", Charts = [.. Charts[2..]] }],
    };

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
