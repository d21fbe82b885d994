using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>The tool where .NET has no data of cultures, as in small container images.</summary>
public sealed class InvariantGlobalizationTests : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _environment = new() { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" };
    private readonly ToolFolder _folder = new();

    [Theory]
    [InlineData(null)] // there is no culture but the invariant one
    [InlineData("0")] // there are cultures of every name, without data and without parents
    public async Task It_imports_classifies_and_explains_in_both_languages(string? predefinedCulturesOnly)
    {
        _environment["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = predefinedCulturesOnly;
        string file = await _folder.WriteAsync("orders.csv", "key,customer,date,amount,currency\no1,ada,1998-01-01,10.00,USD\no2,ada,1998-01-02,20.00,USD\n");
        (await RunAsync("import", "orders", file, "--create-customers", "--json")).Expect(0);
        (await RunAsync("classify", "--as-of", "1998-01-31", "--json")).Expect(0);

        Assert.Contains("Days since the last order: 29.", Reasons((await RunAsync("explain", "ada", "--as-of", "1998-01-31", "--json", "--lang", "en")).Expect(0)));
        Assert.Contains("距最近一次订单 29 天。", Reasons((await RunAsync("explain", "ada", "--as-of", "1998-01-31", "--json", "--lang", "zh")).Expect(0)));
        Assert.Contains("活跃度", (await RunAsync("explain", "ada", "--as-of", "1998-01-31", "--lang", "zh")).Expect(0).Output, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static IEnumerable<string> Reasons(ToolRun run) =>
        run.Json.EnumerateArray().SelectMany(static item => item.GetProperty("reasons").EnumerateArray().Select(static reason => reason.GetString()!));

    private Task<ToolRun> RunAsync(params string[] args) => ToolFolder.RunProcessAsync(_environment, [.. args, "--connection", _folder.Connection]);
}
