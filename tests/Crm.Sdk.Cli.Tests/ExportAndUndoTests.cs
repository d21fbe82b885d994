using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class ExportAndUndoTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task Undo_takes_one_import_back_and_the_import_can_be_repeated()
    {
        string file = await _folder.WriteAsync("orders.csv", "key,customer,date,amount,currency\no1,ada,1998-01-01,10.00,USD\no2,bob,1998-01-02,20.00,USD\n");
        JsonElement import = await ImportAsync(file);

        JsonElement undo = (await _folder.RunAsync("import", "undo", import.GetProperty("run").GetString()!, "--json")).Expect(0).Json;

        Assert.Equal("orders", undo.GetProperty("kind").GetString());
        Assert.Equal(2, undo.GetProperty("removed").GetInt32());
        Assert.Equal(2, undo.GetProperty("customersRemoved").GetInt32());
        Assert.Equal(0, undo.GetProperty("kept").GetInt32());
        (await _folder.RunAsync("explain", "ada")).Expect(2);
        Assert.Equal(2, (await ImportAsync(file)).GetProperty("created").GetInt32());
    }

    [Fact]
    public async Task Undo_of_a_run_that_is_not_there_is_a_wrong_call()
    {
        ToolRun noId = (await _folder.RunAsync("import", "undo", "yesterday")).Expect(2);
        ToolRun noRun = (await _folder.RunAsync("import", "undo", "01a200b8-ef02-7000-be76-9b2ed0104722")).Expect(2);

        Assert.Contains("'yesterday'", Assert.Single(noId.ErrorLines), StringComparison.Ordinal);
        Assert.StartsWith("CRM3007", Assert.Single(noRun.ErrorLines), StringComparison.Ordinal);
    }

    [Theory] // DQ-4
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task What_was_exported_imports_to_the_same_state(string ending)
    {
        (await _folder.RunAsync("bench", "generate", "--customers", "20", "--orders", "50", "--seed", "7")).Expect(0);
        string customers = _folder.PathOf($"customers.{ending}"), orders = _folder.PathOf($"orders.{ending}");

        JsonElement written = (await _folder.RunAsync("export", "customers", customers, "--json")).Expect(0).Json;
        Assert.Equal(20, written.GetProperty("written").GetInt32());
        Assert.Equal(50, (await _folder.RunAsync("export", "orders", orders, "--json")).Expect(0).Json.GetProperty("written").GetInt32());

        foreach ((string kind, string file, int records) in ((string, string, int)[])[("customers", customers, 20), ("orders", orders, 50)])
        {
            JsonElement again = (await _folder.RunAsync("import", kind, file, "--json")).Expect(0).Json;
            Assert.Equal(records, again.GetProperty("unchanged").GetInt32());
        }

        await using var other = new ToolFolder();
        (await other.RunAsync("import", "customers", customers)).Expect(0);
        (await other.RunAsync("import", "orders", orders)).Expect(0);
        Assert.Equal(await RfmAsync(_folder), await RfmAsync(other));
    }

    [Fact]
    public async Task An_excel_safe_export_guards_formulas_and_reads_back()
    {
        string file = await _folder.WriteAsync("customers.csv", "key,name\na,=1+1\n");
        (await _folder.RunAsync("import", "customers", file)).Expect(0);
        string export = _folder.PathOf("excel.csv");

        (await _folder.RunAsync("export", "customers", export, "--excel-safe")).Expect(0);

        Assert.Contains("'=1+1", await File.ReadAllTextAsync(export), StringComparison.Ordinal);
        Assert.Equal(1, (await _folder.RunAsync("import", "customers", export, "--json")).Expect(0).Json.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task An_export_of_an_unknown_kind_or_to_a_folder_that_is_not_there_is_a_wrong_call()
    {
        (await _folder.RunAsync("export", "frogs", _folder.PathOf("frogs.csv"))).Expect(2);
        (await _folder.RunAsync("export", "customers", _folder.PathOf("nowhere/customers.csv"))).Expect(2);

        Assert.False(File.Exists(_folder.PathOf("frogs.csv")));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static async Task<string[]> RfmAsync(ToolFolder folder) =>
        [.. (await folder.RunAsync("rfm", "--as-of", "2026-01-01", "--json")).Expect(0).Json.EnumerateArray().Select(static row => row.GetRawText()).Order(StringComparer.Ordinal)];

    private async Task<JsonElement> ImportAsync(string file) =>
        (await _folder.RunAsync("import", "orders", file, "--create-customers", "--json")).Expect(0).Json;
}
