using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm credit account|check|submit|release</c> (CR-5).</summary>
public sealed class CreditCheckTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task CR_5_An_order_above_the_limit_is_held_with_exit_code_4_and_released_by_a_controller()
    {
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("c.csv", "key,name\nc1,Acme\n"))).Expect(0);
        (await _folder.RunAsync("import", "owners", await _folder.WriteAsync("o.csv", "key,name,title\ncarl,Carl,credit controller\n"))).Expect(0);
        (await _folder.RunAsync("import", "orders", await _folder.WriteAsync("s.csv", "key,customer,date,product,quantity,amount\ns1,c1,2026-05-01,drill,1,5000\ns2,c1,2026-05-02,drill,1,6000\n"), "--currency", "CNY")).Expect(0);
        JsonElement account = (await _folder.RunAsync("credit", "account", "c1", "--open", "CNY", "--limit", "10000", "--from", "2026-01-01", "--approved-by", "carl", "--reason", "grade B", "--actor", "bob", "--json", "--as-of", "2026-05-03")).Expect(0).Json;
        Assert.Equal(10_000m, account.GetProperty("limit").GetProperty("amount").GetDecimal());

        JsonElement advice = (await _folder.RunAsync("credit", "check", "c1", "--amount", "10000.01", "--currency", "CNY", "--json", "--as-of", "2026-05-03")).Expect(4).Json;
        Assert.Equal(("hold", 10_000m), (advice.GetProperty("decision").GetString(), advice.GetProperty("available").GetProperty("amount").GetDecimal()));
        (await _folder.RunAsync("credit", "submit", "s1", "--actor", "bob", "--as-of", "2026-05-03")).Expect(0);
        ToolRun held = (await _folder.RunAsync("credit", "submit", "s2", "--actor", "bob", "--as-of", "2026-05-03", "--lang", "zh")).Expect(4);
        Assert.Contains("暂扣", held.Output, StringComparison.Ordinal);
        Assert.Contains("当前敞口 5,000.00 CNY + 本订单 6,000.00 CNY", held.Output, StringComparison.Ordinal);
        (await _folder.RunAsync("credit", "release", "s2", "--reason", "a promise", "--actor", "bob", "--as-of", "2026-05-03")).Expect(1);
        JsonElement released = (await _folder.RunAsync("credit", "release", "s2", "--reason", "a promise", "--actor", "carl", "--json", "--as-of", "2026-05-03")).Expect(0).Json;
        Assert.Equal(("approve", 11_000m), (released.GetProperty("decision").GetString(), released.GetProperty("total").GetProperty("amount").GetDecimal()));
        (await _folder.RunAsync("credit", "account", "c1", "--block", "--reason", "insolvent")).Expect(0);
        Assert.Equal("refuse", (await _folder.RunAsync("credit", "check", "c1", "--amount", "1", "--currency", "CNY", "--json")).Expect(4).Json.GetProperty("decision").GetString());
    }

    [Theory]
    [InlineData("'x'", "credit", "check", "c1", "--amount", "x", "--currency", "CNY")]
    [InlineData("'nothing'", "credit", "submit", "nothing")]
    [InlineData("--approved-by", "credit", "account", "c1", "--limit", "1", "--reason", "x")]
    [InlineData("--rules", "credit", "submit", "s1", "--rules", "nowhere.json")]
    public async Task A_call_that_cannot_be_meant_is_a_wrong_call(string named, params string[] args)
    {
        ToolRun run = (await _folder.RunAsync(args)).Expect(2);
        Assert.Contains(named, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
