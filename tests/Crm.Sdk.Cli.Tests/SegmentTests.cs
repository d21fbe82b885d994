using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class SegmentTests : IAsyncLifetime
{
    private const string Silent = "{\"all\":[{\"field\":\"region\",\"eq\":\"north\"},{\"fact\":\"daysSinceLastOrder\",\"gte\":60},{\"none\":[{\"event\":\"complaint\",\"within\":\"P30D\"}]}]}";

    private static readonly string[] AsOf = ["--as-of", "1998-06-30", "--json"];

    private ToolFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        (await Folder.RunAsync("import", "customers", await Folder.WriteAsync(
            "c.csv", "key,kind,name,region,owner,latitude,longitude,attr.basic.size\nc1,enterprise,Acme,north,li,31.23,121.47,small\nc2,enterprise,Bolt,south,li,,,\nc3,enterprise,Cork,north,zhao,39.9,116.4,\nc4,enterprise,Dust,north,li,31.24,121.48,small\n"))).Expect(0);
        (await Folder.RunAsync("import", "orders", await Folder.WriteAsync(
            "o.csv", "key,customer,date,product,quantity,price,currency\no1,c1,1998-01-05,P1,2,10,CNY\no2,c1,1998-03-05,P2,1,5,CNY\no3,c2,1998-06-20,P1,1,10,CNY\no4,c4,1997-01-01,P1,1,99,CNY\n"))).Expect(0);
        (await Folder.RunAsync("import", "interactions", await Folder.WriteAsync("i.csv", "key,customer,type,date\ni1,c4,complaint,1998-06-20T10:00:00Z\n"))).Expect(0);
    }

    public async Task DisposeAsync() => await Folder.DisposeAsync();

    [Fact]
    public async Task CL_3_Members_are_counted_by_the_store_and_listed_a_page_at_a_time()
    {
        JsonElement count = (await Folder.RunAsync(["segment", "count", "--where", Silent, .. AsOf])).Expect(0).Json;
        Assert.Equal((1, "store"), (count.GetProperty("count").GetInt64(), count.GetProperty("plan").GetString()));
        Assert.True(count.GetProperty("elapsedMs").GetInt64() >= 0);

        const string North = "{\"field\":\"region\",\"eq\":\"north\"}";
        string file = await Folder.WriteAsync("north.json", North);
        JsonElement first = (await Folder.RunAsync(["segment", "list", "--where", file, "--take", "2", .. AsOf])).Expect(0).Json;
        JsonElement rest = (await Folder.RunAsync(["segment", "list", "--where", file, "--after", first.GetProperty("after").GetString()!, .. AsOf])).Expect(0).Json;
        Assert.Equal(["c1", "c3", "c4"], Keys(first).Concat(Keys(rest)));
        Assert.Equal((2, 1), (first.GetProperty("count").GetInt64(), rest.GetProperty("count").GetInt64()));

        (await Folder.RunAsync("segment", "list", "--where", North, "--out", Folder.PathOf("members.csv"))).Expect(0);
        Assert.Equal(["customer,name,id", "c1,Acme", "c3,Cork", "c4,Dust"], (await File.ReadAllLinesAsync(Folder.PathOf("members.csv"))).Select(static (line, i) => i == 0 ? line : line[..line.LastIndexOf(',')]));
    }

    [Fact]
    public async Task CL_3_What_the_store_cannot_judge_the_core_does_and_the_plan_says_so()
    {
        JsonElement near = (await Folder.RunAsync(
            ["segment", "count", "--where", "{\"near\":{\"latitude\":31.2304,\"longitude\":121.4737,\"datum\":\"wgs84\"},\"withinKm\":10}", .. AsOf])).Expect(0).Json;
        Assert.Equal(2, near.GetProperty("count").GetInt64());
        Assert.Equal("store", near.GetProperty("plan").GetString());

        JsonElement size = (await Folder.RunAsync(["segment", "count", "--where", "{\"field\":\"attr.basic.size\",\"eq\":\"small\"}", .. AsOf])).Expect(0).Json;
        Assert.StartsWith("scan: {\"field\":\"attr.basic.size\"", size.GetProperty("plan").GetString(), StringComparison.Ordinal);

        JsonElement both = (await Folder.RunAsync(
            ["segment", "count", "--where", "{\"all\":[{\"event\":\"order\",\"sum\":{\"of\":\"net\",\"lt\":50}},{\"field\":\"attr.basic.size\",\"eq\":\"small\"}]}", .. AsOf])).Expect(0).Json;
        Assert.Equal(1, both.GetProperty("count").GetInt64());
        Assert.StartsWith("store, then core: {\"field\":\"attr.basic.size\"", both.GetProperty("plan").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CL_3_A_customer_is_explained_part_by_part_with_what_was_found()
    {
        JsonElement why = (await Folder.RunAsync(["segment", "explain", "c4", "--where", Silent, .. AsOf])).Expect(0).Json;
        Assert.False(why.GetProperty("member").GetBoolean());
        JsonElement[] parts = [.. why.GetProperty("explanation").GetProperty("parts").EnumerateArray()];
        Assert.Equal([true, true, false], parts.Select(static part => part.GetProperty("holds").GetBoolean()));
        Assert.Equal(("north", "545"), (parts[0].GetProperty("found").GetString(), parts[1].GetProperty("found").GetString()));
        Assert.Equal("1", parts[2].GetProperty("parts")[0].GetProperty("found").GetString());
        Assert.Contains("✗ none", (await Folder.RunAsync("segment", "explain", "c4", "--where", Silent, "--as-of", "1998-06-30")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CL_3_Saved_segments_are_versioned_named_by_others_and_never_made_of_themselves()
    {
        Assert.Equal(1, (await Folder.RunAsync("segment", "save", "north", "--where", "{\"field\":\"region\",\"eq\":\"north\"}", "--title-zh", "北方", "--json")).Expect(0).Json.GetProperty("version").GetInt32());
        Assert.Equal(2, (await Folder.RunAsync("segment", "save", "north", "--where", "{\"field\":\"region\",\"in\":[\"north\",\"east\"]}", "--json")).Expect(0).Json.GetProperty("version").GetInt32());
        Assert.Equal(3, (await Folder.RunAsync("segment", "count", "--where", "{\"segment\":\"north\"}", "--json")).Expect(0).Json.GetProperty("count").GetInt64());
        Assert.Equal(1, (await Folder.RunAsync("segment", "count", "--where", "{\"not\":{\"segment\":\"north\",\"version\":1}}", "--json")).Expect(0).Json.GetProperty("count").GetInt64());
        Assert.Equal([2, 1], (await Folder.RunAsync("segment", "versions", "north", "--json")).Expect(0).Json.EnumerateArray().Select(static row => row.GetProperty("version").GetInt32()));
        Assert.Equal("北方", (await Folder.RunAsync("segment", "show", "north", "--json")).Expect(0).Json.GetProperty("titleZh").GetString());

        (await Folder.RunAsync("segment", "save", "outer", "--where", "{\"segment\":\"north\"}")).Expect(0);
        Assert.Contains("CRM6055", (await Folder.RunAsync("segment", "save", "north", "--where", "{\"any\":[{\"segment\":\"outer\"}]}")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'north'?", (await Folder.RunAsync("segment", "count", "--where", "{\"segment\":\"nort\"}")).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CU_5_A_customer_list_and_a_hand_over_take_the_same_segments()
    {
        const string Bought = "{\"event\":\"order\",\"where\":{\"product\":\"P1\"}}";
        ToolRun list = (await Folder.RunAsync("customer", "list", "--where", Bought, "--order", "email", "--json")).Expect(0);
        Assert.Equal(["c1", "c2", "c4"], list.Json.EnumerateArray().Select(static row => row.GetProperty("key").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal("plan: store", Assert.Single(list.ErrorLines));

        string[] handOver = ["customer", "hand-over", "--from", "li", "--to", "wang", "--reason", "why", "--json"];
        Assert.Equal(2, (await Folder.RunAsync([.. handOver, "--where", Bought, "--where", "{\"none\":[{\"field\":\"region\",\"eq\":\"south\"}]}"])).Expect(0).Json.GetProperty("customers").GetInt32());
        Assert.Equal(1, (await Folder.RunAsync([.. handOver, "--where", Bought])).Expect(0).Json.GetProperty("customers").GetInt32());
        Assert.Contains("not both", (await Folder.RunAsync([.. handOver, "--where", Bought, "--where", "region=north"])).Expect(2).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"feild\":\"region\",\"eq\":1}", "CRM6050", "did you mean 'field'?")]
    [InlineData("{\"all\":[{\"field\":\"regoin\",\"eq\":\"x\"}]}", "CRM6051", "/all/0/field: customers have no field 'regoin'; did you mean 'region'?")]
    [InlineData("{\"event\":\"oder\"}", "CRM6051", "/event: there is no event 'oder'; did you mean 'order'?")]
    [InlineData("{\"label\":\"value-teir\",\"is\":\"high\"}", "CRM6051", "did you mean 'value-tier'?")]
    [InlineData("{\"label\":\"value-tier\",\"is\":\"hihg\"}", "CRM6051", "did you mean 'high'?")]
    [InlineData("{\"fact\":\"netspend\",\"gte\":1}", "CRM6051", "did you mean 'netSpend'?")]
    [InlineData("{\"fact\":\"orders\",\"gte\":\"many\"}", "CRM6052", "/gte: 'many' is no whole number")]
    [InlineData("{\"event\":\"order\",\"within\":\"30D\"}", "CRM6052", "/within: '30D' is no period")]
    [InlineData("{\"field\":\"created-at\",\"gte\":\"soon\"}", "CRM6052", "today-30d")]
    [InlineData("{\"all\":", "CRM6050", "no JSON")]
    [InlineData("none.json", null, "none.json")]
    public async Task CL_3_A_malformed_definition_is_a_wrong_call_that_says_where_and_what_would_be_right(string where, string? code, string named)
    {
        ToolRun run = (await Folder.RunAsync("segment", "count", "--where", where)).Expect(2);
        string line = Assert.Single(run.ErrorLines);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.StartsWith(code ?? "--where", line, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(JsonElement list) => list.GetProperty("members").EnumerateArray().Select(static member => member.GetProperty("customer").GetString()!);
}
