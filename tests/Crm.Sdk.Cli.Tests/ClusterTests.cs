using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm cluster</c>: groups of customers by their facts (CL-8).</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly string[] Call = ["cluster", "--fact", "orders", "--fact", "netSpend", "--as-of", "2026-06-30", "--json"];

    private ToolFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        // Six customers with one order of 10 and three with five of 100.
        IEnumerable<string> small = Enumerable.Range(1, 6).Select(static number => $"s{number},small{number},2026-01-{number:00},10");
        IEnumerable<string> large = Enumerable.Range(1, 3).SelectMany(static number => Enumerable.Range(1, 5).Select(order => $"l{number}-{order},large{number},2026-02-{order:00},100"));
        (await Folder.RunAsync("import", "orders", await Folder.WriteAsync("orders.csv", string.Join('\n', small.Concat(large).Prepend("key,customer,date,amount"))), "--currency", "EUR", "--create-customers")).Expect(0);
    }

    public async Task DisposeAsync() => await Folder.DisposeAsync();

    [Fact]
    public async Task CL_8_groups_are_told_by_their_size_and_centre_and_the_number_is_suggested()
    {
        JsonElement[] groups = [.. (await Folder.RunAsync(Call)).Expect(0).Json.EnumerateArray()];

        Assert.Equal(
            [(0, 6, 1.0, "10 EUR"), (1, 3, 5.0, "500 EUR")],
            groups.Select(static group => (group.GetProperty("cluster").GetInt32(), group.GetProperty("customers").GetInt32(), group.GetProperty("orders").GetDouble(), Amount(group.GetProperty("netSpend")))));
    }

    [Fact]
    public async Task CL_8_customers_are_listed_with_their_group_the_same_every_time()
    {
        ToolRun first = (await Folder.RunAsync([.. Call, "--list", "--clusters", "2"])).Expect(0), again = (await Folder.RunAsync([.. Call, "--list", "--clusters", "2"])).Expect(0);

        Assert.Equal(first.Output, again.Output);
        Assert.All(first.Json.EnumerateArray(), static row => Assert.Equal(row.GetProperty("customer").GetString()!.StartsWith("large", StringComparison.Ordinal) ? 1 : 0, row.GetProperty("cluster").GetInt32()));
        Assert.Contains("crm.k-means, seed 1", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CL_8_kept_groups_are_labels_that_segments_take_and_profiles_compare()
    {
        ToolRun kept = (await Folder.RunAsync([.. Call, "--clusters", "2", "--keep", "style"])).Expect(0);
        (await Folder.RunAsync("classify", "--as-of", "2026-06-30")).Expect(0);
        const string Large = """{"label":"style","is":"cluster-1"}""";

        JsonElement count = (await Folder.RunAsync("segment", "count", "--where", Large, "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        JsonElement[] traits = [.. (await Folder.RunAsync("segment", "profile", "--where", Large, "--fact", "orders", "--fact", "netSpend", "--fact", "customerKind", "--as-of", "2026-06-30", "--json")).Expect(0).Json.EnumerateArray()];
        JsonElement[] labels = [.. (await Folder.RunAsync("labels", "--dimension", "style", "--json")).Expect(0).Json.EnumerateArray()];

        Assert.Contains("kept as version 1 of the dimension 'style'", kept.Error, StringComparison.Ordinal);
        Assert.Equal((3, "store"), (count.GetProperty("count").GetInt32(), count.GetProperty("plan").GetString()));
        Assert.Equal([("netSpend", 1.0), ("orders", 1.0), ("customerKind", 0.0)], traits.Select(static trait => (trait.GetProperty("fact").GetString(), trait.GetProperty("delta").GetDouble())));
        Assert.Equal(("500 EUR", "10 EUR"), (Amount(traits[0].GetProperty("inSegment")), Amount(traits[0].GetProperty("elsewhere"))));
        Assert.Equal(9, labels.Length);
        Assert.Contains("Group 1 is the nearest", (await Folder.RunAsync("explain", "large1", "--as-of", "2026-06-30", "--json")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("净消费额", (await Folder.RunAsync("cluster", "--fact", "netSpend", "--as-of", "2026-06-30", "--lang", "zh")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--fact", "region")]
    [InlineData(1, "--keep", "value-tier")]
    [InlineData(2, "--fact", "shoe-size")]
    [InlineData(2, "--clusters", "0")]
    [InlineData(1, "--clusters", "99")]
    [InlineData(1, "--clusterer", "acme.none")]
    public async Task Wrong_calls_are_refused(int exitCode, params string[] options) => (await Folder.RunAsync(["cluster", "--as-of", "2026-06-30", .. options])).Expect(exitCode);

    private static string Amount(JsonElement amount) => $"{amount.GetProperty("amount")} {amount.GetProperty("currency").GetString()}";
}
