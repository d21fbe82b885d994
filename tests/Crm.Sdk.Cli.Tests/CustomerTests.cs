using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class CustomerTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task CU_3_History_lists_who_changed_which_field_from_what_to_what_back_to_the_addition()
    {
        await WorldAsync();
        JsonElement[] history = [.. (await _folder.RunAsync("customer", "history", "c1", "--json")).Expect(0).Json.EnumerateArray()];

        Assert.Equal(["changed", "added"], history.Select(static entry => entry.GetProperty("type").GetString()));
        Assert.Equal(["bob", "ada"], history.Select(static entry => entry.GetProperty("by").GetString()));
        JsonElement change = Assert.Single(history[0].GetProperty("changes").EnumerateArray());
        Assert.Equal(("region", "north", "south"), (change.GetProperty("field").GetString(), change.GetProperty("old").GetString(), change.GetProperty("new").GetString()));
        Assert.Contains(history[1].GetProperty("changes").EnumerateArray(), static first => first.GetProperty("new").GetString() == "north");
        Assert.Contains("south", (await _folder.RunAsync("customer", "history", "c1")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Empty((await _folder.RunAsync("customer", "history", "c1", "--as-of", "1990-01-01", "--json")).Expect(0).Json.EnumerateArray());
    }

    [Theory]
    [InlineData("en", "order o1: 10.00 USD, lines: 1", "changed: region")]
    [InlineData("zh", "订单 o1：10.00 USD，1 行", "修改：地区")]
    public async Task SV_1_Timeline_lists_all_that_happened_newest_first(string language, string ordered, string changed)
    {
        await WorldAsync();
        JsonElement[] timeline = [.. (await _folder.RunAsync("customer", "timeline", "c1", "--lang", language, "--json")).Expect(0).Json.EnumerateArray()];
        string[] titles = [.. timeline.Select(static entry => entry.GetProperty("title").GetString()!)];

        Assert.Equal(3, titles.Length);
        Assert.Equal((changed, ordered), (titles[0], titles[2])); // between them stands the addition
        Assert.Equal(ordered, Assert.Single((await _folder.RunAsync("customer", "timeline", "c1", "--kind", "order", "--lang", language, "--json")).Expect(0).Json.EnumerateArray()).GetProperty("title").GetString());
        Assert.Single((await _folder.RunAsync("customer", "timeline", "c1", "--take", "1", "--json")).Expect(0).Json.EnumerateArray());
    }

    [Fact]
    public async Task SV_1_On_a_timeline_a_date_alone_is_marked_and_stands_at_the_beginning_of_its_day_in_the_zone()
    {
        await WorldAsync();
        (await _folder.RunAsync("import", "invoices", await _folder.WriteAsync("i.csv", "key,customer,date,net,currency\nI-1,c1,2026-01-05,10,CNY\n"))).Expect(0);
        string[] call = ["customer", "timeline", "c1", "--zone", "Asia/Shanghai"];
        JsonElement[] timeline = [.. (await _folder.RunAsync([.. call, "--json"])).Expect(0).Json.EnumerateArray()];

        Assert.Equal("2026-01-04T16:00:00Z", Assert.Single(timeline, static entry => entry.GetProperty("dateOnly").GetBoolean()).GetProperty("at").GetString());
        string[] people = (await _folder.RunAsync([.. call, "--kind", "invoice"])).Expect(0).Output.Split('\n');
        Assert.Contains("2026-01-05 ", Assert.Single(people, static line => line.Contains("I-1", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("history", "nobody", "'nobody'")]
    [InlineData("history", "01a200b8-ef02-7000-be76-9b2ed0104722", "'01a200b8-ef02-7000-be76-9b2ed0104722'")]
    [InlineData("timeline", "nobody", "'nobody'")]
    public async Task A_customer_that_is_not_there_is_a_wrong_call(string command, string id, string named)
    {
        ToolRun run = (await _folder.RunAsync("customer", command, id)).Expect(2);
        Assert.Contains(named, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CU_7_Customers_of_a_region_and_their_open_tasks_are_handed_over_with_the_reason_in_their_history()
    {
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("a.csv", "key,name,region,owner\nc1,Acme,north,li\nc2,Bolt,south,li\nc3,Cork,north,zhao\n"))).Expect(0);
        (await _folder.RunAsync("task", "add", "Call", "--owner", "li", "--customer", "c1")).Expect(0);
        JsonElement report = (await _folder.RunAsync("customer", "hand-over", "--from", "li", "--to", "wang", "--team", "n1", "--reason", "Li leaves", "--where", "region=north", "--json")).Expect(0).Json;

        Assert.Equal((1, 1), (report.GetProperty("customers").GetInt32(), report.GetProperty("tasks").GetInt32()));
        JsonElement newest = (await _folder.RunAsync("customer", "history", "c1", "--take", "1", "--json")).Expect(0).Json[0];
        Assert.Equal("Li leaves", newest.GetProperty("reason").GetString());
        Assert.Equal([("owner", "wang"), ("team", "n1")], newest.GetProperty("changes").EnumerateArray().Select(static c => (c.GetProperty("field").GetString(), c.GetProperty("new").GetString())).Order());
        Assert.Single((await _folder.RunAsync("customer", "history", "c2", "--json")).Expect(0).Json.EnumerateArray());
        Assert.Equal(1, (await _folder.RunAsync("customer", "hand-over", "--from", "li", "--to", "wang", "--reason", "the rest", "--json")).Expect(0).Json.GetProperty("customers").GetInt32());
    }

    [Theory]
    [InlineData("'colour=red'", "--to", "wang", "--where", "colour=red")]
    [InlineData("'region'", "--to", "wang", "--where", "region")]
    [InlineData("'soon'", "--to", "wang", "--where", "created-at=soon")]
    [InlineData("'li'", "--to", "li")]
    public async Task A_hand_over_that_cannot_be_meant_is_a_wrong_call(string named, params string[] args)
    {
        ToolRun run = (await _folder.RunAsync(["customer", "hand-over", "--from", "li", "--reason", "why", .. args])).Expect(2);
        Assert.Contains(named, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task WorldAsync()
    {
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("a.csv", "key,name,region\nc1,Acme,north\n"), "--actor", "ada")).Expect(0);
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("b.csv", "key,region\nc1,south\n"), "--actor", "bob")).Expect(0);
        (await _folder.RunAsync("import", "orders", await _folder.WriteAsync("o.csv", "key,customer,date,amount,currency\no1,c1,1998-01-01,10.00,USD\n"))).Expect(0);
    }
}
