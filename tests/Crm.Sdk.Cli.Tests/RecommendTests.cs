using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>RE-1 to RE-3 from the command line, on the toy of mlxtend and on a few customers with a rhythm.</summary>
public sealed class RecommendTests : IAsyncLifetime
{
    private static readonly string[] Baskets =
    [
        "Eggs,Kidney Beans,Nutmeg,Milk,Onion,Yogurt", "Dill,Eggs,Kidney Beans,Nutmeg,Onion,Yogurt", "Apple,Eggs,Kidney Beans,Milk", "Corn,Kidney Beans,Milk,Unicorn,Yogurt", "Corn,Eggs,Ice cream,Kidney Beans,Onion",
    ];

    private ToolFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        IEnumerable<string> toys = Baskets.SelectMany(static (basket, i) => basket.Split(',').Select(item => $"o{i},c{i},2026-01-0{i + 1},{item},1,10"));
        IEnumerable<string> rhythm = Enumerable.Range(1, 4).Select(static week => $"r{week},regular,2026-01-{7 * week:00},Milk,2,10");
        string orders = await Folder.WriteAsync("orders.csv", string.Join('\n', toys.Concat(rhythm).Append("x1,onion-lover,2026-01-28,Onion,1,10").Prepend("key,customer,date,product,quantity,amount")));
        (await Folder.RunAsync("import", "orders", orders, "--currency", "EUR", "--create-customers")).Expect(0);
    }

    async Task IAsyncLifetime.DisposeAsync() => await Folder.DisposeAsync();

    [Fact]
    public async Task RE_1_Mining_tells_the_rules_with_the_columns_of_the_contract()
    {
        string file = Folder.PathOf("rules.csv");

        JsonElement[] rules = [.. (await Folder.RunAsync("recommend", "mine", "--min-support", "0.6", "--min-confidence", "0.8", "--as-of", "2026-01-05", "--out", file, "--json")).Expect(0).Json.EnumerateArray()];

        Assert.Equal(8, rules.Length);
        JsonElement onion = rules.Single(static rule => rule.GetProperty("antecedent").GetString() == "Onion" && rule.GetProperty("consequent").GetString() == "Eggs");
        Assert.Equal((0.6, 1, 1.25), (Number(onion, "support"), Number(onion, "confidence"), Number(onion, "lift")));
        Assert.Equal(JsonValueKind.Null, onion.GetProperty("conviction").ValueKind); // infinite, which JSON cannot say
        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.Equal("antecedent,consequent,support,confidence,lift,leverage,conviction", lines[0]);
        Assert.EndsWith(",Infinity", lines.Single(static line => line.StartsWith("Onion,Eggs,", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RE_1_A_support_above_one_is_a_wrong_call() => (await Folder.RunAsync("recommend", "mine", "--min-support", "2")).Expect(2);

    [Fact]
    public async Task RE_1_Offers_have_a_score_and_a_reason_and_leave_out_what_the_customer_has()
    {
        JsonElement[] offers = [.. (await Folder.RunAsync("recommend", "for", "onion-lover", "--take", "3", "--as-of", "2026-01-31", "--json")).Expect(0).Json.EnumerateArray()];

        Assert.Equal(["product", "score", "reason"], offers[0].EnumerateObject().Select(static property => property.Name));
        Assert.Equal(3, offers.Length);
        Assert.Contains(offers, static offer => offer.GetProperty("product").GetString() == "Eggs" && offer.GetProperty("reason").GetString()!.Contains("Onion", StringComparison.Ordinal));
        Assert.DoesNotContain(offers, static offer => offer.GetProperty("product").GetString() == "Onion");
        Assert.All(offers, static offer => Assert.InRange(Number(offer, "score"), 0.000001, 1));
    }

    [Fact]
    public async Task RE_1_Kept_models_give_the_answers_of_models_trained_for_the_answer()
    {
        string before = (await Folder.RunAsync("recommend", "for", "onion-lover", "--as-of", "2026-01-31", "--json")).Expect(0).Json.GetRawText();
        Assert.Equal(4, (await Folder.RunAsync("recommend", "train", "--as-of", "2026-01-31", "--json")).Expect(0).Json.GetArrayLength());

        string after = (await Folder.RunAsync("recommend", "for", "onion-lover", "--as-of", "2026-01-31", "--json")).Expect(0).Json.GetRawText();

        Assert.Equal(before, after);
    }

    [Fact]
    public async Task RE_3_The_next_order_comes_by_the_customer_s_own_rhythm_with_an_interval_and_a_quantity()
    {
        JsonElement[] next = [.. (await Folder.RunAsync("recommend", "next", "regular", "--as-of", "2026-02-06", "--json")).Expect(0).Json.EnumerateArray()];

        Assert.Equal(2, next.Length);
        Assert.Equal((null, "2026-02-04", 7, 2), (next[0].GetProperty("product").GetString(), next[0].GetProperty("expected").GetString(), Number(next[0], "intervalDays"), Number(next[0], "overdueDays")));
        Assert.Equal(("Milk", 2), (next[1].GetProperty("product").GetString(), Number(next[1], "quantity")));
    }

    [Fact]
    public async Task RE_3_What_is_due_again_is_offered_though_the_customer_bought_it_before() => Assert.Contains(
        (await Folder.RunAsync("recommend", "for", "regular", "--as-of", "2026-02-04", "--json", "--lang", "zh")).Expect(0).Json.EnumerateArray(),
        static offer => offer.GetProperty("product").GetString() == "Milk" && offer.GetProperty("reason").GetString()!.Contains("大约每 7 天", StringComparison.Ordinal));

    [Fact]
    public async Task RE_1_Similar_products_are_those_of_the_same_customers()
    {
        JsonElement first = (await Folder.RunAsync("recommend", "similar", "Nutmeg", "--as-of", "2026-01-31", "--json")).Expect(0).Json[0];

        Assert.Equal(("Yogurt", 2), (first.GetProperty("product").GetString(), Number(first, "customers")));
        (await Folder.RunAsync("recommend", "similar", "Nothing")).Expect(2);
    }

    private static double Number(JsonElement row, string property) => row.GetProperty(property).GetDouble();
}
