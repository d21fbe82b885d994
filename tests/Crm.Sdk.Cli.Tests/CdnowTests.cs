using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class CdnowTests(CdnowFixture cdnow) : IClassFixture<CdnowFixture>
{
    private const int Rows = 69_659;
    private const int Customers = 23_570;

    [Fact]
    public void All_rows_of_a_real_file_are_imported_equal_ones_too()
    {
        Assert.Equal("orders", cdnow.Import.GetProperty("kind").GetString());
        Assert.Equal(Rows, cdnow.Import.GetProperty("read").GetInt32());
        Assert.Equal(Rows, cdnow.Import.GetProperty("created").GetInt32());
        Assert.Equal(0, cdnow.Import.GetProperty("rejected").GetInt32());
        Assert.Equal(Customers, cdnow.Import.GetProperty("customersCreated").GetInt32());
        Assert.True(Guid.TryParse(cdnow.Import.GetProperty("run").GetString(), out _));
        Assert.True(cdnow.Import.GetProperty("elapsedMs").GetInt64() >= 0);
    }

    [Fact] // DQ-1
    public async Task The_same_import_again_changes_nothing()
    {
        JsonElement again = (await cdnow.ImportAsync()).Expect(0).Json;

        Assert.Equal(Rows, again.GetProperty("read").GetInt32());
        Assert.Equal(Rows, again.GetProperty("unchanged").GetInt32());
        Assert.Equal(0, again.GetProperty("created").GetInt32());
        Assert.Equal(0, again.GetProperty("updated").GetInt32());
        Assert.Equal(0, again.GetProperty("rejected").GetInt32());
        Assert.Equal(0, again.GetProperty("customersCreated").GetInt32());
        JsonElement status = (await cdnow.Folder.RunAsync("db", "status", "--count", "--json")).Expect(0).Json;
        Assert.Equal(Rows, Records(status, "order"));
        Assert.Equal(Customers, Records(status, "customer"));
    }

    [Fact] // CL-2
    public void Classify_answers_with_the_distribution_of_every_dimension()
    {
        JsonElement answer = cdnow.Classification;
        Assert.Equal("1998-06-30T23:59:59.999999Z", answer.GetProperty("asOf").GetString());
        Assert.Equal(Customers, answer.GetProperty("customers").GetInt32());
        Assert.True(answer.GetProperty("changed").GetInt64() > 0);
        Assert.True(answer.GetProperty("elapsedMs").GetInt64() >= 0);
        var sums = answer.GetProperty("dimensions").EnumerateArray().ToDictionary(
            static dimension => dimension.GetProperty("dimension").GetString()!,
            static dimension => dimension.GetProperty("labels").EnumerateArray().Sum(static label => label.GetProperty("label").GetString() is null ? 0 : label.GetProperty("count").GetInt32()));
        Assert.Equal(
            ["abc", "account-tier", "activity", "buying-power", "distance", "industry", "lifecycle-stage", "loyalty-matrix", "loyalty-tier", "loyalty-type", "price-level", "purchase-pattern", "region", "relationship", "rfm-segment", "value-tier"], sums.Keys.Order());
        Assert.Equal(Customers, sums["value-tier"]);
        Assert.Equal(Customers, sums["activity"]);
        Assert.Equal(answer.GetProperty("evaluated").GetInt64(), (long)Customers * sums.Count);
    }

    [Fact]
    public async Task Labels_go_to_a_file_of_five_columns()
    {
        string file = cdnow.Folder.PathOf("labels.csv");

        ToolRun run = (await cdnow.Folder.RunAsync("labels", "--dimension", "value-tier", "--out", file)).Expect(0);

        byte[] bytes = await File.ReadAllBytesAsync(file);
        Assert.Equal((byte)'c', bytes[0]); // UTF-8 without a byte order mark
        string[] lines = System.Text.Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.Equal("customer,dimension,label,score,since", lines[0]);
        Assert.Equal(Customers + 2, lines.Length); // header, rows, and the end of the last line
        Assert.Equal(Customers, lines[1..^1].Select(static line => line.Split(',')[0]).Distinct().Count());
        Assert.All(lines[1..^1], static line =>
        {
            string[] cells = line.Split(',');
            Assert.Equal("value-tier", cells[1]);
            Assert.Contains(cells[2], (string[])["high", "middle", "low"]);
            Assert.Equal("1998-06-30T23:59:59.999999Z", cells[4]);
        });
        Assert.Contains("23,570", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_of_labels_agree_with_their_rows()
    {
        JsonElement rows = (await cdnow.Folder.RunAsync("labels", "--dimension", "activity", "--json")).Expect(0).Json;
        JsonElement counts = cdnow.Classification.GetProperty("dimensions").EnumerateArray().Single(static dimension => dimension.GetProperty("dimension").GetString() == "activity");

        foreach (JsonElement label in counts.GetProperty("labels").EnumerateArray())
        {
            string? name = label.GetProperty("label").GetString();
            Assert.Equal(label.GetProperty("count").GetInt32(), rows.EnumerateArray().Count(row => row.GetProperty("label").GetString() == name));
        }
    }

    [Fact]
    public async Task An_unknown_dimension_is_a_wrong_call_that_lists_those_there_are()
    {
        ToolRun run = (await cdnow.Folder.RunAsync("labels", "--dimension", "vlaue-tier")).Expect(2);

        Assert.Contains("vlaue-tier", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("value-tier", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact] // customer 00003 bought 6 times for 156.46 USD, last on 1998-05-28, 33 days before
    public async Task Explain_says_in_words_why_a_customer_has_its_labels()
    {
        JsonElement english = (await cdnow.Folder.RunAsync("explain", "00003", "--as-of", "1998-06-30", "--json")).Expect(0).Json;
        JsonElement chinese = (await cdnow.Folder.RunAsync("explain", "00003", "--as-of", "1998-06-30", "--json", "--lang", "zh")).Expect(0).Json;

        JsonElement activity = english.EnumerateArray().Single(static item => item.GetProperty("dimension").GetString() == "activity");
        Assert.Equal("active", activity.GetProperty("label").GetString());
        Assert.Contains("Days since the last order: 33.", Reasons(activity));
        activity = chinese.EnumerateArray().Single(static item => item.GetProperty("dimension").GetString() == "activity");
        Assert.Equal("active", activity.GetProperty("label").GetString()); // codes are the same in every language
        Assert.Contains("距最近一次订单 33 天。", Reasons(activity));
        Assert.Contains(english.EnumerateArray().SelectMany(Reasons), static reason => reason.Contains("156.46 USD", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_shows_people_translated_names_of_dimensions_and_labels()
    {
        ToolRun run = (await cdnow.Folder.RunAsync("explain", "00003", "--as-of", "1998-06-30", "--lang", "zh")).Expect(0);

        Assert.Contains("活跃度", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_that_is_not_there_is_a_wrong_call()
    {
        ToolRun run = (await cdnow.Folder.RunAsync("explain", "99999x")).Expect(2);

        Assert.Equal("There is no customer with the key or id '99999x' in tenant 'default'.", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Another_tenant_sees_nothing()
    {
        ToolRun run = await cdnow.Folder.RunAsync("explain", "00003", "--tenant", "other");

        Assert.Contains("tenant 'other'", Assert.Single(run.Expect(2).ErrorLines), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Reasons(JsonElement explanation) => explanation.GetProperty("reasons").EnumerateArray().Select(static reason => reason.GetString()!);

    private static long Records(JsonElement status, string kind) =>
        status.GetProperty("kinds").EnumerateArray().Single(item => item.GetProperty("kind").GetString() == kind).GetProperty("records").GetInt64();
}
