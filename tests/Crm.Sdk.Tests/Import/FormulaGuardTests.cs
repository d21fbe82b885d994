using System.Text;
using Crm.Sdk.Export;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>DQ-4: no formula gets into a spreadsheet, and every text comes back as it was.</summary>
public sealed class FormulaGuardTests
{
    private static readonly string[] Triggers = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"];

    private static readonly string[] Payloads = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://evil.example\")", "SUM(A1:A9)", "DDE(\"cmd\")"];

    private static readonly string[] Hidings = ["", " ", "\u00A0", "\u3000", "\uFEFF", "\u200B", "  \t"];

    /// <summary>12 triggers × 5 payloads × 7 ways of hiding them: 420 texts.</summary>
    private static readonly string[] Risky = [.. from trigger in Triggers from payload in Payloads from hiding in Hidings select hiding + trigger + payload];

    private static readonly string[] Harmless = ["", "tea", "5", "a=b", "a-b", "x@example.com", "'", "''", "'tis", "O'Brien", "#1", "(1)", "12:30", "茶", "a\tb", "_=1", "\"=1\""];

    [Fact]
    public void Every_risky_text_begins_with_an_apostrophe_in_a_safe_file() =>
        Assert.All(Risky, static text => Assert.StartsWith("'", FormulaGuard.Apply(text, excelSafe: true), StringComparison.Ordinal));

    [Fact]
    public void Harmless_texts_stay_as_they_are() => Assert.All(Harmless, static text => Assert.Equal(text, FormulaGuard.Apply(text, excelSafe: true)));

    [Fact]
    public void Reading_takes_away_exactly_what_writing_put_there()
    {
        IEnumerable<string> texts = Risky.Concat(Harmless);
        foreach (string text in texts.Concat(texts.Select(static text => "'" + text)).Concat(texts.Select(static text => "''" + text)))
        {
            Assert.Equal(text, FormulaGuard.Remove(FormulaGuard.Apply(text, excelSafe: true)));
            Assert.Equal(text, FormulaGuard.Remove(FormulaGuard.Apply(text, excelSafe: false)));
        }
    }

    [Fact]
    public void Reading_takes_away_exactly_what_writing_put_there_for_any_text() =>
        Law.Holds(
            Gen.Elements("'", "=", "+", "-", "@", "\t", " ", "a", "1", "＝", "\uFEFF").ArrayOf().Select(string.Concat),
            Gen.Elements(true, false),
            static (text, safe) => FormulaGuard.Remove(FormulaGuard.Apply(text, safe)) == text,
            1_000);

    [Fact]
    public async Task In_a_safe_export_texts_are_guarded_numbers_are_numbers_and_all_of_it_imports_to_the_same_state()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("customers", "key,name,region,phone,latitude,longitude\n=1+1,@SUM(A1),\"-2;=3\",+8613800138000,-33.9,18.4\n"));
        await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,product,quantity,amount\n-K,=1+1,2026-03-01,+tea,-2,-10.50\n"));
        var export = new ExportService(bench.Memory, new ModelCatalogue(CoreModel.Kinds), bench.Time);
        using var customers = new MemoryStream();
        using var orders = new MemoryStream();

        await export.ExportAsync(ImportBench.Scope, new ExportRequest("customers") { ExcelSafe = true }, customers, CancellationToken.None);
        await export.ExportAsync(ImportBench.Scope, new ExportRequest("orders") { ExcelSafe = true }, orders, CancellationToken.None);

        string text = Encoding.UTF8.GetString(customers.ToArray());
        Assert.StartsWith("\uFEFFkey,", text, StringComparison.Ordinal);
        Assert.Contains("'=1+1,individual,'@SUM(A1),", text, StringComparison.Ordinal);
        Assert.Contains("\"'-2;=3\"", text, StringComparison.Ordinal);
        Assert.Contains("'+8613800138000", text, StringComparison.Ordinal);
        Assert.Contains(",-33.9,18.4,", text, StringComparison.Ordinal);
        Assert.Contains("'-K,'=1+1,2026-03-01T00:00:00Z,'+tea,-2,,0,,-10.5,0,CNY,", Encoding.UTF8.GetString(orders.ToArray()), StringComparison.Ordinal);

        var copy = new ImportBench();
        await copy.ImportAsync(ImportBench.Request("customers", text));
        await copy.ImportAsync(ImportBench.Request("orders", Encoding.UTF8.GetString(orders.ToArray())));
        Assert.Equal(await bench.StateAsync(), await copy.StateAsync());
        Assert.Equal("=1+1", Assert.Single(await copy.CustomersAsync()).Key);
    }

    [Fact]
    public async Task The_file_of_refused_rows_holds_no_formula_either()
    {
        await using var folder = new TempFolder();
        var bench = new ImportBench();

        await bench.ImportAsync(ImportBench.Request("orders", "customer,date,amount\nada,=cmd(),5\n") with { RejectsPath = folder.PathOf("rejects.csv") });

        Assert.StartsWith("2,date,'=cmd(),", (await File.ReadAllLinesAsync(folder.PathOf("rejects.csv")))[1], StringComparison.Ordinal);
    }
}
