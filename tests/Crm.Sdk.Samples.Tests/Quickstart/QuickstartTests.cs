using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Quickstart;

/// <summary>What the README promises of the quickstart.</summary>
public sealed class QuickstartTests(QuickstartRuns runs) : IClassFixture<QuickstartRuns>
{
    // Customers by segment, computed apart from this SDK: quintiles by linear interpolation over the same file, and the ranges of the R package rfm.
    private static readonly Dictionary<string, int> Segments = new()
    {
        ["Champions"] = 6_321,
        ["Loyal customers"] = 4_063,
        ["Potential loyalists"] = 3_976,
        ["Need attention"] = 124,
        ["About to sleep"] = 2_938,
        ["At risk"] = 297,
        ["Lost"] = 2_964,
        ["Others"] = 2_887,
    };

    [Fact]
    public void It_ends_well_and_reports_all_customers_and_orders()
    {
        Assert.True(runs.First.Exit == 0, runs.First.Output + runs.First.Error);
        Assert.Contains("Imported 69,659 orders of 23,570 customers, 0 lines rejected.", runs.First.Output, StringComparison.Ordinal);
        Assert.Contains("23,570 customers and 69,659 orders", runs.First.Output, StringComparison.Ordinal);
        Assert.Equal(string.Empty, runs.First.Error);
    }

    [Fact]
    public void Redirected_output_is_plain_text() => Assert.DoesNotContain('\u001b', runs.First.Output);

    [Fact]
    public void Segments_equal_those_computed_apart_from_the_SDK()
    {
        string[] lines = runs.First.Output.Split('\n');
        Assert.All(Segments, segment => Assert.Contains(
            lines, line => line.TrimStart().StartsWith(segment.Key, StringComparison.Ordinal) && line.Contains($" {segment.Value:N0} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_says_why_one_customer_is_at_risk()
    {
        Assert.Contains("Why customer 00002 has these labels:", runs.First.Output, StringComparison.Ordinal);
        Assert.Contains("Days since the last order: 534; recency score 1 of 5.", runs.First.Output, StringComparison.Ordinal); // 12 January 1997 to 30 June 1998
    }

    [Fact]
    public void Each_customer_at_risk_gets_one_message()
    {
        Assert.Equal(Segments["At risk"], runs.Messages.Length);
        Assert.Equal(runs.Messages.Length, runs.Messages.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()).Distinct().Count());
        Assert.Contains("297 customers at risk have a message each: 297 delivered now", runs.First.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_imports_labels_and_sends_nothing_twice()
    {
        Assert.True(runs.Second.Exit == 0, runs.Second.Output + runs.Second.Error);
        Assert.Contains("Imported before: all 69,659 orders are there, nothing changed.", runs.Second.Output, StringComparison.Ordinal);
        Assert.Contains("; 0 labels changed", runs.Second.Output, StringComparison.Ordinal);
        Assert.Contains("0 delivered now, 297 in all", runs.Second.Output, StringComparison.Ordinal);
        Assert.Contains("23,570 customers and 69,659 orders", runs.Second.Output, StringComparison.Ordinal);
        Assert.Equal(runs.Messages, File.ReadAllLines(runs.PathOf("messages.jsonl")));
    }

    [Theory]
    [InlineData("report.html", "en", "23,570 customers, 69,659 orders", "At risk")]
    [InlineData("report.zh.html", "zh-Hans", "23,570 位客户，69,659 笔订单", "有流失风险")]
    public void The_report_is_one_well_formed_page_in_the_readers_language(string file, string language, string title, string label)
    {
        using var reader = XmlReader.Create(runs.PathOf(file), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        XElement page = XDocument.Load(reader).Root!;
        Assert.Equal(language, page.Attribute("lang")!.Value);
        Assert.Equal(title, page.Descendants("h1").Single().Value);
        Assert.Contains(page.Descendants("th"), heading => heading.Value == label);
        Assert.Equal(18, page.Descendants("svg").Count());
        Assert.Empty(page.Descendants("script"));
    }

    [Fact]
    public async Task What_goes_wrong_is_one_clear_sentence_and_a_failing_exit()
    {
        QuickstartRun failed = await QuickstartRuns.RunAsync(runs.PathOf("report.html")); // a file where a folder must be
        Assert.Equal(1, failed.Exit);
        Assert.StartsWith("The quickstart could not use its files: ", failed.Error, StringComparison.Ordinal);
        Assert.Contains(runs.PathOf("report.html"), failed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failed.Error, StringComparison.Ordinal);
    }
}
