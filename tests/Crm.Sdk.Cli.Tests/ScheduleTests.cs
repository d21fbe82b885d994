using System.Text.Json;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm schedule</c>: what runs when, and what ran.</summary>
public sealed class ScheduleTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_schedule_is_listed_run_by_hand_paused_and_resumed()
    {
        string config = await ConfigAsync();

        JsonElement before = (await _folder.RunAsync("schedule", "list", "--json", "--config", config)).Expect(0).Json;
        JsonElement ran = (await _folder.RunAsync("schedule", "run", "labels", "--json", "--config", config)).Expect(0).Json;
        JsonElement paused = (await _folder.RunAsync("schedule", "pause", "labels", "--json", "--config", config)).Expect(0).Json;
        JsonElement again = (await _folder.RunAsync("schedule", "pause", "labels", "--json", "--config", config)).Expect(0).Json;
        JsonElement resting = (await _folder.RunAsync("schedule", "list", "--json", "--config", config)).Expect(0).Json;
        JsonElement resumed = (await _folder.RunAsync("schedule", "resume", "labels", "--json", "--config", config)).Expect(0).Json;
        JsonElement history = (await _folder.RunAsync("schedule", "history", "labels", "--json", "--config", config)).Expect(0).Json;

        Assert.Equal(["labels", "yearly"], before.EnumerateArray().Select(static row => row.GetProperty("name").GetString()));
        Assert.EndsWith("T02:30:00Z", before[0].GetProperty("nextAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, before[0].GetProperty("lastAt").ValueKind);
        Assert.Equal(("done", 1), (ran.GetProperty("outcome").GetString(), ran.GetProperty("attempt").GetInt32()));
        Assert.Equal((true, false), (paused.GetProperty("changed").GetBoolean(), again.GetProperty("changed").GetBoolean()));
        Assert.Equal("done", resting[0].GetProperty("outcome").GetString());
        Assert.NotEqual(JsonValueKind.Null, resting[0].GetProperty("pausedAt").ValueKind);
        Assert.Equal((true, JsonValueKind.Null), (resumed.GetProperty("changed").GetBoolean(), resumed.GetProperty("pausedAt").ValueKind));
        Assert.Equal(ran.GetProperty("at").GetString(), Assert.Single(history.EnumerateArray()).GetProperty("at").GetString());
    }

    [Fact]
    public async Task CRM6701_names_the_schedules_that_there_are()
    {
        string config = await ConfigAsync();

        ToolRun unknown = await _folder.RunAsync("schedule", "run", "label", "--config", config);
        ToolRun none = await _folder.RunAsync("schedule", "pause", "labels");
        ToolRun job = await _folder.RunAsync("schedule", "run", "yearly", "--config", config);

        Assert.Contains("CRM6701", unknown.Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Contains("there are labels, yearly", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("there are none", none.Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Contains("CRM6702", job.Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
    }

    private Task<string> ConfigAsync() => _folder.WriteAsync("crm.json", """
        { "Crm": { "Schedules": {
            "labels": { "Job": "classify", "At": [ "02:30" ] },
            "yearly": { "Job": "nothing", "Unit": "year", "Month": 2, "MonthDays": [ 29 ] } } } }
        """);
}
