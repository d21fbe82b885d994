using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class ImportTests : IAsyncDisposable
{
    private const string TenBrokenLines = """
        key,customer,date,quantity,amount,currency
        o1,ada,1998-01-01,1,10.00,USD
        o2,ada,1998-13-01,1,10.00,USD
        o3,ada,yesterday,1,10.00,USD
        o4,ada,1998-01-02,one,10.00,USD
        o5,ada,1998-01-02,1,ten,USD
        o6,ada,1998-01-02,1,10.005,USD
        o7,ada,1998-01-02,1,10.00,ZZZ
        o8,,1998-01-02,1,10.00,USD
        o9,ada,,1,10.00,USD
        o10,ada,1998-01-02,1,"10,00",USD
        o11,ada,1998-02-30,1,10.00,USD
        o12,bob,1998-01-03,2,20.00,USD
        o13,bob,1998-01-04,1,5.50,USD

        """;

    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task A_file_with_ten_broken_lines_imports_the_rest_and_lists_them()
    {
        string file = await _folder.WriteAsync("orders.csv", TenBrokenLines);
        string rejects = _folder.PathOf("rejects.csv");

        ToolRun run = await _folder.RunAsync("import", "orders", file, "--create-customers", "--rejects", rejects, "--json");

        JsonElement report = run.Expect(3).Json;
        Assert.Equal(13, report.GetProperty("read").GetInt32());
        Assert.Equal(10, report.GetProperty("rejected").GetInt32());
        Assert.Equal(3, report.GetProperty("created").GetInt32());
        Assert.Equal(2, report.GetProperty("customersCreated").GetInt32());
        string[] lines = await File.ReadAllLinesAsync(rejects);
        Assert.Equal("line,field,value,error", lines[0]);
        Assert.Equal(10, lines.Length - 1);
        Assert.Equal(Enumerable.Range(3, 10), lines[1..].Select(static line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Contains(lines, static line => line.StartsWith("3,date,1998-13-01,", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("5,quantity,one,", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("6,amount,ten,", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("8,currency,ZZZ,", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("11,amount,\"10,00\",", StringComparison.Ordinal));
        Assert.All(lines[1..], static line => Assert.False(line.EndsWith(','))); // each says why
        Assert.Equal(10, run.ErrorLines.Count(static line => line.StartsWith("rejected line ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task On_error_stop_fails_at_the_first_broken_line()
    {
        string file = await _folder.WriteAsync("orders.csv", TenBrokenLines);

        ToolRun run = await _folder.RunAsync("import", "orders", file, "--create-customers", "--on-error", "stop");

        Assert.Contains("CRM3006", run.Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("1998-13-01", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal); // a stack trace only with --verbose
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_and_writes_nothing()
    {
        string file = await _folder.WriteAsync("customers.csv", "key,name\na,Ada\nb,Bob\n");

        JsonElement trial = (await _folder.RunAsync("import", "customers", file, "--dry-run", "--json")).Expect(0).Json;
        JsonElement real = (await _folder.RunAsync("import", "customers", file, "--json")).Expect(0).Json;

        Assert.Equal(2, trial.GetProperty("created").GetInt32());
        Assert.Equal(JsonValueKind.Null, trial.GetProperty("run").ValueKind);
        Assert.Equal(2, real.GetProperty("created").GetInt32());
    }

    [Fact]
    public async Task Control_characters_of_a_file_never_reach_the_terminal()
    {
        string file = await _folder.WriteAsync("customers.csv", "key,name\na,\"Ada\u001b[31m\u009b2J\"\nb,\"x\u001b]0;title\u0007\nrejected line 1: forged\"\n\"c\u202Ed\",Carl\n");

        ToolRun run = (await _folder.RunAsync("import", "customers", file)).Expect(3);
        ToolRun unknown = await ToolFolder.RunPlainAsync("explain", "\u001b[31m\u202Enobody", "--connection", _folder.Connection);
        ToolRun wrong = await ToolFolder.RunPlainAsync("\u001b[31mclassify");

        Assert.Equal(2, unknown.ExitCode);
        Assert.Equal(2, wrong.ExitCode);
        foreach (string text in (string[])[run.Output, run.Error, unknown.Error, wrong.Error])
        {
            Assert.DoesNotContain(text, static c => (char.IsControl(c) && c is not '\n' and not '\r') || c == '\u202E');
        }

        Assert.DoesNotContain(run.ErrorLines, static line => line.Contains("forged", StringComparison.Ordinal) && !line.StartsWith("rejected line 3", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
