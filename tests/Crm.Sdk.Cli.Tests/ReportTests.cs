using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class ReportTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Theory]
    [InlineData("overview", 8, 30)]
    [InlineData("composition", 4, 20)] // two maps, a bar chart for each of the sixteen dimensions, the curves of revenue and profit
    [InlineData("cohorts", 2, 2)]
    [InlineData("transactions", 2, 8)] // kind, purchase, channel, region, product; purchases, intervals, baskets
    public async Task A_report_is_one_page_and_the_answer_says_what_was_written(string name, int sections, int charts)
    {
        await ClassifiedAsync();
        string file = _folder.PathOf("report.html");

        JsonElement answer = (await _folder.RunAsync("report", name, "--html", file, "--as-of", "2027-01-01", "--json")).Expect(0).Json;

        Assert.Equal((name, file, "en"), (answer.GetProperty("report").GetString(), answer.GetProperty("file").GetString(), answer.GetProperty("language").GetString()));
        Assert.Equal(new FileInfo(file).Length, answer.GetProperty("bytes").GetInt64());
        // A cancelled order does not count, as in the customers' RFM.
        JsonElement[] rfm = [.. (await _folder.RunAsync("rfm", "--as-of", "2027-01-01", "--json")).Expect(0).Json.EnumerateArray()];
        Assert.Equal((rfm.Length, rfm.Sum(static row => row.GetProperty("orders").GetInt32()), sections), (answer.GetProperty("customers").GetInt32(), answer.GetProperty("orders").GetInt32(), answer.GetProperty("sections").GetInt32()));
        Assert.Equal(answer.GetProperty("asOf").GetString(), answer.GetProperty("labelsAsOf").GetString());
        XElement page = await PageAsync(file);
        Assert.Equal(charts, page.Descendants("svg").Count());
        Assert.Equal($"{rfm.Length} customers, {answer.GetProperty("orders").GetInt32()} orders", page.Descendants("h1").Single().Value);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.part"));
    }

    [Fact]
    public async Task A_report_can_be_had_in_Chinese_and_replaces_an_older_one()
    {
        await ClassifiedAsync();
        string file = await _folder.WriteAsync("report.html", "old");

        (await _folder.RunAsync("report", "overview", "--html", file, "--as-of", "2027-01-01", "--lang", "zh")).Expect(0);

        XElement page = await PageAsync(file);
        Assert.Equal("zh-Hans", page.Attribute("lang")!.Value);
        Assert.Equal("19 位客户，49 笔订单", page.Descendants("h1").Single().Value);
    }

    [Theory]
    [InlineData("pipeline")]
    [InlineData("kpi")]
    public async Task A_report_that_there_is_not_is_a_wrong_call_that_lists_those_there_are(string name)
    {
        ToolRun run = (await _folder.RunAsync("report", name, "--html", _folder.PathOf("report.html"))).Expect(2);

        Assert.Equal([$"There is no report '{name}'; the reports are overview, composition, cohorts, transactions, value, loyalty."], run.ErrorLines);
        Assert.False(File.Exists(_folder.PathOf("crm.db")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_wrong_call()
    {
        ToolRun run = (await _folder.RunAsync("report", "overview", "--html", _folder.PathOf("no/report.html"))).Expect(2);

        Assert.Equal([$"--html: there is no folder '{_folder.PathOf("no")}'."], run.ErrorLines);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task ClassifiedAsync()
    {
        (await _folder.RunAsync("bench", "generate", "--customers", "20", "--orders", "50", "--seed", "7")).Expect(0);
        (await _folder.RunAsync("classify", "--as-of", "2027-01-01")).Expect(0);
    }

    private static async Task<XElement> PageAsync(string file)
    {
        await using FileStream stream = File.OpenRead(file);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }
}
