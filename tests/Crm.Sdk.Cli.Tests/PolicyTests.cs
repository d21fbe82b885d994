using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm policy</c> and <c>crm what-if</c>: how classes are served, how far their goals are reached, and who would move by other settings (CL-7).</summary>
public sealed class PolicyTests : IAsyncLifetime
{
    private ToolFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        string orders = await Folder.WriteAsync(
            "orders.csv", "key,customer,date,amount\no1,ada,2026-01-10,100\no2,bob,2026-01-20,50\no3,eve,2025-01-01,10\no4,ada,2026-03-01,100\n");
        (await Folder.RunAsync("import", "orders", orders, "--currency", "EUR", "--create-customers")).Expect(0);
        (await Folder.RunAsync("classify", "--as-of", "2026-01-31")).Expect(0);
    }

    public async Task DisposeAsync() => await Folder.DisposeAsync();

    [Fact]
    public async Task CL_7_a_policy_is_stated_piece_by_piece_listed_and_shown_on_the_card_with_the_label_that_brings_it()
    {
        JsonElement added = (await Folder.RunAsync("policy", "set", "activity", "active", "--response-minutes", "60", "--discount-percent", "2.5", "--goal", "keep", "--json")).Expect(0).Json;
        JsonElement changed = (await Folder.RunAsync("policy", "set", "activity", "active", "--precedence", "3", "--owner", "li", "--visits-per-year", "4", "--json")).Expect(0).Json;
        (await Folder.RunAsync("policy", "set", "distance", "first-purchase", "--response-minutes", "5", "--offers", "welcome tea")).Expect(0);

        Assert.Equal((true, false), (added.GetProperty("added").GetBoolean(), changed.GetProperty("added").GetBoolean()));
        JsonElement first = (await Folder.RunAsync("policy", "list", "--json")).Expect(0).Json[0];
        Assert.Equal(("active", 3, 60, 2.5m, "li", "keep"), (
            first.GetProperty("label").GetString(), first.GetProperty("precedence").GetInt32(), first.GetProperty("responseMinutes").GetInt32(), first.GetProperty("discountPercent").GetDecimal(),
            first.GetProperty("owner").GetString(), first.GetProperty("goal").GetString()));

        JsonElement[] card = [.. (await Folder.RunAsync("customer", "show", "bob", "--as-of", "2026-01-31", "--json")).Expect(0).Json.GetProperty("policy").EnumerateArray()];
        JsonElement response = card.Single(static row => row.GetProperty("statement").GetString() == "policy.response-minutes");
        Assert.Equal(("60", "activity", "active"), (response.GetProperty("value").ToString(), response.GetProperty("dimension").GetString(), response.GetProperty("label").GetString())); // the greater precedence
        Assert.Contains(card, static row => row.GetProperty("value").ToString() == "welcome tea" && row.GetProperty("label").GetString() == "first-purchase");
        Assert.Equal(0, (await Folder.RunAsync("customer", "show", "eve", "--as-of", "2026-01-31", "--json")).Expect(0).Json.GetProperty("policy").EnumerateArray().Count(static row => row.GetProperty("label").GetString() == "active"));
    }

    [Fact]
    public async Task CL_7_attainment_counts_those_who_had_the_label_then_and_have_reached_the_goal_by_now()
    {
        (await Folder.RunAsync("policy", "set", "activity", "active", "--goal", "keep")).Expect(0);
        (await Folder.RunAsync("policy", "set", "activity", "lost", "--goal", "win-back")).Expect(0);
        (await Folder.RunAsync("classify", "--as-of", "2026-05-15")).Expect(0); // Ada is active still, Bob is not

        JsonElement[] goals = [.. (await Folder.RunAsync("policy", "attainment", "--from", "2026-01-31", "--json")).Expect(0).Json.EnumerateArray()];

        Assert.Equal(
            [("active", "keep", 2, 1, 0.5), ("lost", "win-back", 1, 0, 0)],
            goals.Select(static goal => (
                goal.GetProperty("label").GetString()!, goal.GetProperty("goal").GetString()!, goal.GetProperty("customers").GetInt32(), goal.GetProperty("reached").GetInt32(), goal.GetProperty("share").GetDouble())).Order());
    }

    [Fact]
    public async Task CL_8_what_if_shows_who_would_have_another_label_and_stores_nothing()
    {
        string options = await Folder.WriteAsync("other.json", """{"Crm":{"Plugins":{"crm.rules.retail":{"Activity":{"ActiveDays":15}}}}}""");
        string[] call = ["what-if", "--options", options, "--as-of", "2026-01-31", "--json"];

        JsonElement move = Assert.Single((await Folder.RunAsync(call)).Expect(0).Json.EnumerateArray(), static row => row.GetProperty("from").GetString() != row.GetProperty("to").GetString());
        JsonElement who = Assert.Single((await Folder.RunAsync([.. call, "--list"])).Expect(0).Json.EnumerateArray());

        Assert.Equal(("activity", "active", "potential", 1), (move.GetProperty("dimension").GetString(), move.GetProperty("from").GetString(), move.GetProperty("to").GetString(), move.GetProperty("customers").GetInt32()));
        Assert.Equal("ada", who.GetProperty("customer").GetString());
        Assert.Equal(2, (await Folder.RunAsync("labels", "--dimension", "activity", "--json")).Expect(0).Json.EnumerateArray().Count(static row => row.GetProperty("label").GetString() == "active"));
    }

    [Theory]
    [InlineData("policy", "set", "activity", "active", "--goal", "please")]
    [InlineData("policy", "set", "activity", "active", "--discount-percent", "101")]
    [InlineData("policy", "attainment", "--from", "yesterday")]
    [InlineData("what-if", "--options", "nowhere.json")]
    public async Task Wrong_calls_are_refused(params string[] call) => (await Folder.RunAsync(call)).Expect(2);
}
