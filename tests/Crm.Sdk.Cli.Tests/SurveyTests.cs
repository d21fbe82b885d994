using System.Text.Json;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm survey</c> and <c>crm care visit</c>: asking, answering, reporting (SV-3, CA-4).</summary>
public sealed class SurveyTests : IAsyncDisposable
{
    private const string Survey = """
        { "code": "after-service", "english": "After service", "chinese": "服务回访",
          "questions": [ { "code": "recommend", "english": "Recommend us?", "chinese": "推荐？", "scale": "nps", "indicator": "trust" },
                         { "code": "person", "english": "Who served you?", "chinese": "服务人员？", "scale": "csat", "about": "person" } ] }
        """;

    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task SV_3_A_survey_is_saved_asked_answered_once_and_reported()
    {
        await StartAsync();
        JsonElement asked = (await _folder.RunAsync("survey", "ask", "after-service", "c1", "--key", "m1", "--employee", "wang", "--json")).Expect(0).Json;
        (await _folder.RunAsync("survey", "ask", "after-service", "c2", "--key", "m2")).Expect(0);
        string answers = await _folder.WriteAsync("a.json", """{"channel":"phone","replies":[{"question":"recommend","answer":9},{"question":"person","answer":2,"text":"in a hurry"}]}""");

        Assert.Equal(2, (await _folder.RunAsync("survey", "answer", "m1", answers, "--json")).Expect(0).Json.GetProperty("answers").GetInt32());
        Assert.Contains("CRM6712", (await _folder.RunAsync("survey", "answer", "m1", answers)).Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
        JsonElement[] figures = [.. (await _folder.RunAsync("survey", "report", "after-service", "--by", "employee", "--json")).Expect(0).Json.EnumerateArray()];
        JsonElement rate = Assert.Single((await _folder.RunAsync("survey", "report", "after-service", "--rates", "--json")).Expect(0).Json.EnumerateArray());

        Assert.Equal(JsonValueKind.Null, asked.GetProperty("answeredAt").ValueKind);
        Assert.Equal([("person", "csat", 0.0), ("recommend", "nps", 1.0)], figures.Select(static line => (line.GetProperty("question").GetString()!, line.GetProperty("scale").GetString()!, line.GetProperty("score").GetDouble())));
        Assert.All(figures, static line => Assert.Equal("wang", line.GetProperty("group").GetString()));
        Assert.Equal((2, 1, 0.5), (rate.GetProperty("asked").GetInt32(), rate.GetProperty("answered").GetInt32(), rate.GetProperty("rate").GetDouble()));
    }

    [Fact]
    public async Task CA_4_A_visit_is_planned_to_a_team_and_recorded()
    {
        await StartAsync();
        (await _folder.RunAsync("import", "owners", await _folder.WriteAsync("o.csv", "key,name,team\nli,Li,service\nwang,Wang,service\n"))).Expect(0);
        string plan = await _folder.WriteAsync("p.json", """{"name":"visit","trigger":{"type":"on","date":"2026-01-05"},"task":{"type":"visit","title":"Return visit","assign":{"team":"service","survey":"after-service"}}}""");
        (await _folder.RunAsync("care", "plan", "save", plan)).Expect(0);
        Assert.Equal(2, (await _folder.RunAsync("care", "run", "--as-of", "2026-01-05T08:00:00Z", "--json")).Expect(0).Json.GetProperty("planned").GetInt32());
        JsonElement[] tasks = [.. (await _folder.RunAsync("task", "list", "--json")).Expect(0).Json.EnumerateArray()];
        string report = await _folder.WriteAsync("r.json", """{"at":"2026-01-06T09:00:00Z","channel":"phone","notes":"daily use","needs":["a quieter drill"],"complaint":"was late","replies":[{"question":"recommend","answer":9}],"followUps":[{"title":"Send the catalogue","dueOn":"2026-02-01"}]}""");

        JsonElement visit = (await _folder.RunAsync("care", "visit", tasks[0].GetProperty("id").GetString()!, report, "--json")).Expect(0).Json;

        Assert.Equal(["li", "wang"], tasks.Select(static task => task.GetProperty("owner").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal((1, 1, true, 1), (visit.GetProperty("answers").GetInt32(), visit.GetProperty("needs").GetInt32(), visit.GetProperty("complaint").GetBoolean(), visit.GetProperty("followUps").GetInt32()));
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_code_and_place()
    {
        string survey = await _folder.WriteAsync("s.json", Survey.Replace("nps", "stars", StringComparison.Ordinal));

        Assert.Contains("CRM6481", (await _folder.RunAsync("survey", "save", survey)).Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Contains("CRM6710", (await _folder.RunAsync("survey", "ask", "none", await CustomerAsync(), "--key", "k")).Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
    }

    private async Task<string> CustomerAsync()
    {
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("c.csv", "key,name\nc1,Acme\nc2,Beta\n"))).Expect(0);
        return "c1";
    }

    private async Task StartAsync()
    {
        await CustomerAsync();
        (await _folder.RunAsync("survey", "save", await _folder.WriteAsync("s.json", Survey))).Expect(0);
    }
}
