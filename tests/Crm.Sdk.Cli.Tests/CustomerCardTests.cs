using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class CustomerCardTests : IAsyncLifetime
{
    private ToolFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        string rows = string.Concat(Enumerable.Range(1, 25).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"c{i:00},enterprise,Firm {25 - i:00},f{i:00}@example.org,{(i % 2 == 0 ? "north" : "南")},small\n")));
        (await Folder.RunAsync("import", "customers", await Folder.WriteAsync("c.csv", "key,kind,name,email,region,attr.basic.size\n" + rows))).Expect(0);
        (await Folder.RunAsync("import", "orders", await Folder.WriteAsync(
            "o.csv", "key,customer,date,amount,currency\no1,c01,1998-01-01,10.00,USD\no2,c01,1998-03-01,110.00,USD\no3,c01,1998-02-01,50.00,EUR\no4,c01,1999-02-01,50.00,EUR\n"))).Expect(0);
        (await Folder.RunAsync("classify", "--as-of", "1998-06-30")).Expect(0);
    }

    public async Task DisposeAsync() => await Folder.DisposeAsync();

    [Fact]
    public async Task CU_5_Show_is_the_card_as_one_document_and_as_tables_in_english_and_chinese()
    {
        JsonElement card = (await Folder.RunAsync("customer", "show", "c01", "--as-of", "1998-06-30", "--json")).Expect(0).Json;
        Assert.Equal(("c01", "enterprise", "active"), (Text(card.GetProperty("profile"), "key"), Text(card.GetProperty("profile"), "kind"), Text(card.GetProperty("profile"), "state")));
        Assert.Equal((3, "1998-03-01T00:00:00Z"), (card.GetProperty("orders").GetProperty("orders").GetInt32(), Text(card.GetProperty("orders"), "last")));
        Assert.Equal(["o2", "o3", "o1"], card.GetProperty("lastOrders").EnumerateArray().Select(static order => Text(order, "order")));
        Assert.Equal(120.00m, card.GetProperty("totals")[1].GetProperty("net").GetProperty("amount").GetDecimal());
        Assert.Equal("small", Text(Assert.Single(card.GetProperty("attributes").EnumerateArray()), "value"));
        Assert.Equal(16, card.GetProperty("labels").GetArrayLength());
        Assert.Empty(card.GetProperty("openTasks").EnumerateArray());

        string english = (await Folder.RunAsync("customer", "show", "c01")).Expect(0).Output, chinese = (await Folder.RunAsync("customer", "show", "c01", "--lang", "zh")).Expect(0).Output;
        Assert.Contains("Firm 24", english, StringComparison.Ordinal);
        Assert.Contains("last orders", english, StringComparison.Ordinal);
        Assert.Contains("最近订单", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("card.", english + chinese, StringComparison.Ordinal); // no title lacks its text
    }

    [Theory]
    [InlineData(null)]
    [InlineData("email:desc")]
    [InlineData("name")]
    [InlineData("region")]
    public async Task CU_5_Pages_by_their_cursor_give_every_customer_once_in_the_asked_order(string? order)
    {
        string[] ordered = order is null ? [] : ["--order", order];
        string[] whole = [.. (await Folder.RunAsync(["customer", "list", "--take", "100", "--json", .. ordered])).Expect(0).Json.EnumerateArray().Select(static row => Text(row, "key")!)];
        var paged = new List<string>();
        string[] after = [];
        for (int page = 0; page < 10; page++)
        {
            ToolRun run = (await Folder.RunAsync(["customer", "list", "--take", "7", "--json", .. ordered, .. after])).Expect(0);
            JsonElement[] rows = [.. run.Json.EnumerateArray()];
            paged.AddRange(rows.Select(static row => Text(row, "key")!));
            if (!run.Error.Contains("there are more", StringComparison.Ordinal))
            {
                break;
            }

            after = ["--after", Text(rows[^1], "after")!];
            Assert.Contains($"--after {after[1]}", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(25, whole.Distinct().Count());
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task CU_5_A_filter_says_on_standard_error_whether_it_scans_and_rows_go_to_a_file_too()
    {
        const string North = "{\"field\":\"region\",\"eq\":\"north\"}";
        ToolRun scan = (await Folder.RunAsync("customer", "list", "--where", North, "--json")).Expect(0);
        ToolRun fromFile = (await Folder.RunAsync("customer", "list", "--where", await Folder.WriteAsync("where.json", North), "--json")).Expect(0);
        ToolRun byIndex = (await Folder.RunAsync("customer", "list", "--where", "{\"field\":\"email\",\"eq\":\"f03@example.org\"}", "--json")).Expect(0);
        ToolRun byAttribute = (await Folder.RunAsync("customer", "list", "--where", "{\"field\":\"attr.basic.size\",\"eq\":\"small\"}", "--take", "100", "--out", Folder.PathOf("all.csv"))).Expect(0);

        Assert.Equal(12, scan.Json.GetArrayLength());
        Assert.Equal(scan.Output, fromFile.Output);
        Assert.Equal("plan: scan", Assert.Single(scan.ErrorLines));
        Assert.Equal("plan: index email", Assert.Single(byIndex.ErrorLines));
        Assert.Equal("c03", Text(Assert.Single(byIndex.Json.EnumerateArray()), "key"));
        Assert.Equal("plan: scan", byAttribute.ErrorLines[0]);
        Assert.Equal(26, (await File.ReadAllLinesAsync(Folder.PathOf("all.csv"))).Length);
    }

    [Theory]
    [InlineData("--where", "{\"field\":\"shoe-size\",\"eq\":5}", "shoe-size")]
    [InlineData("--where", "nowhere.json", "nowhere.json")]
    [InlineData("--where", "{\"field\":", "no JSON")]
    [InlineData("--after", "c01", "'c01' is no cursor")]
    [InlineData("--order", "address", "address")]
    [InlineData("--state", "asleep", "asleep")]
    [InlineData("--take", "0", "--take")]
    public async Task A_wrong_filter_cursor_order_or_state_is_a_wrong_call(string option, string value, string named)
    {
        ToolRun run = (await Folder.RunAsync("customer", "list", option, value)).Expect(2);
        Assert.Contains(named, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_of_nobody_is_a_wrong_call() =>
        Assert.Contains("'nobody'", Assert.Single((await Folder.RunAsync("customer", "show", "nobody")).Expect(2).ErrorLines), StringComparison.Ordinal);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
