using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm credit case|security|questionnaire|due|reassess</c> (CR-1, CR-4, CR-6, CR-7).</summary>
public sealed class CreditCaseTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task CR_6_A_case_is_led_from_opening_to_receivables_with_another_grade_that_a_second_person_agrees_to()
    {
        await DepartmentAsync();
        string id = (await RunAsync("ada", "open", "c1", "--limit", "1000", "--currency", "CNY", "--json")).Expect(0).Json.GetProperty("case").GetProperty("id").GetString()!;
        (await RunAsync("ada", "assign", id, "credit-investigator", "li")).Expect(0);
        (await RunAsync("ada", "assign", id, "credit-investigator", "wu")).Expect(1);
        (await RunAsync("ada", "step", id, "system", "--note", "crm.six-c v1")).Expect(0);
        (await RunAsync("ada", "step", id, "organisation", "--note", "li, wu, bob")).Expect(0);
        (await RunAsync("li", "step", id, "collect", "--note", "own ledger")).Expect(0);
        (await RunAsync("wu", "step", id, "assess", "--as-of", "2026-06-30")).Expect(0);
        JsonElement waiting = (await RunAsync("wu", "step", id, "grade", "--grade", "B", "--note", "parent guarantees", "--json")).Expect(0).Json.GetProperty("case");
        Assert.Equal(("grade", "B", "wu"), (waiting.GetProperty("next").GetString(), waiting.GetProperty("proposedGrade").GetString(), waiting.GetProperty("proposedBy").GetString()));
        (await RunAsync("wu", "agree", id)).Expect(1);
        (await RunAsync("bob", "agree", id)).Expect(0);
        (await RunAsync("wu", "step", id, "choose-terms", "--limit", "900", "--term-days", "30", "--note", "as proposed")).Expect(0);
        (await RunAsync("wu", "step", id, "review-terms", "--note", "mine")).Expect(1);
        (await RunAsync("bob", "step", id, "review-terms", "--note", "sound", "--from", "2026-07-01")).Expect(0);
        Assert.Contains(id, (await RunAsync("bob", "list")).Expect(0).Output.ReplaceLineEndings(string.Empty), StringComparison.Ordinal);
        JsonElement done = (await RunAsync("col", "step", id, "receivables", "--note", "handed over", "--json")).Expect(0).Json;

        Assert.Equal("done", done.GetProperty("case").GetProperty("state").GetString());
        Assert.Equal(["ada", "ada", "li", "wu", "wu", "wu", "bob", "col"], done.GetProperty("steps").EnumerateArray().Select(static step => step.GetProperty("by").GetString()));
        Assert.Empty((await RunAsync("bob", "list", "--json")).Expect(0).Json.EnumerateArray());
        Assert.Equal(id, Assert.Single((await RunAsync("bob", "list", "--customer", "c1", "--all", "--json")).Expect(0).Json.EnumerateArray()).GetProperty("id").GetString());
        Assert.Contains("信用条件审核", (await RunAsync("bob", "show", id, "--lang", "zh")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(900m, (await _folder.RunAsync("credit", "account", "c1", "--json", "--as-of", "2026-07-02")).Expect(0).Json.GetProperty("limit").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task CR_4_A_security_is_recorded_listed_and_given_back()
    {
        await DepartmentAsync();
        (await _folder.RunAsync("credit", "account", "c1", "--open", "CNY")).Expect(0);

        JsonElement recorded = Assert.Single((await _folder.RunAsync(
            "credit", "security", "record", "c1", "--type", "insurance", "--amount", "5000", "--currency", "CNY", "--reference", "P-1", "--share", "0.9", "--from", "2026-01-01", "--json", "--as-of", "2026-06-01")).Expect(0).Json.EnumerateArray());
        Assert.Equal((0.9, true), (recorded.GetProperty("share").GetDouble(), recorded.GetProperty("inForce").GetBoolean()));
        (await _folder.RunAsync("credit", "security", "record", "c1", "--type", "deposit", "--amount", "1", "--currency", "CNY", "--reference", "P-1")).Expect(1);
        Assert.Contains("信用保险", (await _folder.RunAsync("credit", "security", "list", "c1", "--lang", "zh")).Expect(0).Output, StringComparison.Ordinal);

        JsonElement released = Assert.Single((await _folder.RunAsync("credit", "security", "release", "c1", "P-1", "--from", "2026-06-15", "--json", "--as-of", "2026-06-20")).Expect(0).Json.EnumerateArray());
        Assert.Equal(("2026-06-14", false), (released.GetProperty("until").GetString(), released.GetProperty("inForce").GetBoolean()));
    }

    [Fact]
    public async Task CR_1_Answered_questionnaires_become_evidence_and_wrong_lines_are_told()
    {
        await DepartmentAsync();
        Assert.Contains("客户的产品在同行业中的竞争力如何？", (await _folder.RunAsync("credit", "questionnaire", "show", "sales", "--lang", "zh")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(["sales", "service", "finance"], (await _folder.RunAsync("credit", "questionnaire", "list", "--json")).Expect(0).Json.EnumerateArray().Select(static one => one.GetProperty("name").GetString()));
        (await _folder.RunAsync("credit", "questionnaire", "record", "c1", "--questionnaire", "sales", "--answer", "products=strong", "--answer", "years=4", "--date", "2026-06-01", "--investigator", "li")).Expect(0);
        string file = await _folder.WriteAsync("answers.jsonl", string.Join(
            '\n',
            """{"customer":"c1","questionnaire":"finance","investigator":"wu","date":"2026-06-02","answers":{"on-time":"0.97","listed":"no"}}""",
            """{"customer":"c1","questionnaire":"finance","investigator":"wu","date":"2026-06-02","answers":{"on-time":"97"}}""",
            """{"customer":"nobody","questionnaire":"finance","investigator":"wu","date":"2026-06-02","answers":{"on-time":"0.9"}}""",
            """{"customer":"c1","questionnaire":"finance","investigator":"wu","date":"yesterday","answers":{}}"""));

        ToolRun run = (await _folder.RunAsync("credit", "questionnaire", "record", "--input", file, "--json")).Expect(3);

        Assert.Equal(["on-time-rate", "listed-defaulter"], run.Json.EnumerateArray().Select(static row => row.GetProperty("indicator").GetString()));
        Assert.Contains("line 2: Questionnaire 'finance', question 'on-time': '97' is no answer; give a number from 0 to 1.", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 3: There is no customer with the key or id 'nobody'", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 4: /date: 'yesterday' is no date", run.Error, StringComparison.Ordinal);
        JsonElement assessed = (await _folder.RunAsync("credit", "assess", "c1", "--json", "--as-of", "2026-06-30")).Expect(0).Json;
        Assert.Contains("Competitiveness of products 75 (Inquiry of sales, 2026-06-01)", assessed.GetProperty("criteria")[4].GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CR_7_Who_is_due_is_listed_with_reasons_and_assessed_again()
    {
        await DepartmentAsync();
        (await _folder.RunAsync("credit", "assess", "c1", "--as-of", "2026-01-31")).Expect(0);
        Assert.Empty((await _folder.RunAsync("credit", "due", "--json", "--as-of", "2026-02-28")).Expect(0).Json.EnumerateArray());
        (await _folder.RunAsync("credit", "questionnaire", "record", "c1", "--questionnaire", "sales", "--answer", "products=strong", "--date", "2026-02-15")).Expect(0);

        JsonElement due = Assert.Single((await _folder.RunAsync("credit", "due", "--json", "--as-of", "2026-02-28")).Expect(0).Json.EnumerateArray());
        Assert.Equal(("c1", "new-facts"), (due.GetProperty("customer").GetString(), due.GetProperty("reasons").GetString()));
        JsonElement done = Assert.Single((await _folder.RunAsync("credit", "reassess", "--json", "--as-of", "2026-02-28")).Expect(0).Json.EnumerateArray());
        Assert.Equal(("D", "D"), (done.GetProperty("before").GetString(), done.GetProperty("grade").GetString()));
        Assert.Contains("定期复评", (await _folder.RunAsync("credit", "due", "--lang", "zh", "--as-of", "2027-02-10")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Empty((await _folder.RunAsync("credit", "due", "--json", "--as-of", "2026-02-28")).Expect(0).Json.EnumerateArray());
    }

    [Theory]
    [InlineData("no id of a case", "credit", "case", "show", "x")]
    [InlineData("there is no step 'dance'", "credit", "case", "step", "018f0000-0000-7000-8000-000000000000", "dance")]
    [InlineData("--grade: it belongs to the step 'grade'", "credit", "case", "step", "018f0000-0000-7000-8000-000000000000", "collect", "--grade", "B")]
    [InlineData("--share", "credit", "security", "record", "c1", "--type", "insurance", "--amount", "1", "--currency", "CNY", "--reference", "x", "--share", "1.1")]
    [InlineData("--take: 0", "credit", "reassess", "--take", "0")]
    [InlineData("no questionnaire 'x'", "credit", "questionnaire", "show", "x")]
    public async Task A_call_that_cannot_be_meant_is_a_wrong_call(string says, params string[] args) =>
        Assert.Contains(says, Assert.Single((await _folder.RunAsync(args)).Expect(2).ErrorLines), StringComparison.Ordinal);

    private async Task DepartmentAsync()
    {
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("c.csv", "key,name\nc1,Acme\n"))).Expect(0);
        (await _folder.RunAsync(
            "import",
            "owners",
            await _folder.WriteAsync("o.csv", "key,name,title\nada,Ada,credit controller\nli,Li,credit investigator\nwu,Wu,credit analyst\nbob,Bob,credit manager\ncol,Col,credit collector\n"))).Expect(0);
    }

    private Task<ToolRun> RunAsync(string actor, string command, params string[] args) => _folder.RunAsync([.. new[] { "credit", "case", command }, .. args, "--actor", actor]);
}
