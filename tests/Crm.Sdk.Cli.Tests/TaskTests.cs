using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class TaskTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task SA_11_A_task_is_added_listed_done_with_its_cost_and_followed_by_the_next_of_its_series()
    {
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("a.csv", "key,name\nc1,Acme\n"))).Expect(0);
        string id = Text((await _folder.RunAsync("task", "add", "Call Acme", "--owner", "li", "--customer", "c1", "--due", "2026-01-02", "--every", "FREQ=WEEKLY;COUNT=2", "--type", "gift", "--json")).Expect(0).Json, "id");
        JsonElement listed = Assert.Single(await RowsAsync("task", "list", "--owner", "li", "--until", "2026-01-02"));
        Assert.Equal((id, "Call Acme", "2026-01-02", "open"), (Text(listed, "id"), Text(listed, "title"), Text(listed, "dueOn"), Text(listed, "state")));
        Assert.Empty(await RowsAsync("task", "list", "--overdue", "--as-of", "2026-01-02"));
        Assert.Single(await RowsAsync("task", "list", "--overdue", "--as-of", "2026-01-03"));

        JsonElement done = (await _folder.RunAsync("task", "done", id, "--result", "sold", "--cost", "88.00", "--currency", "CNY", "--json")).Expect(0).Json;
        Assert.Equal((88m, "2026-01-09"), (done.GetProperty("invested").GetProperty("amount").GetDecimal(), Text(done, "nextDue")));
        string next = Text(done, "next");
        Assert.Equal([next], (await RowsAsync("task", "list")).Select(static row => Text(row, "id")));
        Assert.Equal(2, (await RowsAsync("task", "list", "--all")).Length);
        (await _folder.RunAsync("task", "done", id, "--result", "again")).Expect(1);
    }

    [Theory]
    [InlineData("en", "overlaps with “Fair” until 12:00")]
    [InlineData("zh", "与“Fair”时间冲突，至 12:00")]
    public async Task SA_11_The_plan_of_a_day_lists_appointments_in_the_zone_and_warns_of_overlaps(string language, string warning)
    {
        await AddAsync("Fair", "--start", "2026-01-02T09:00", "--end", "2026-01-02T12:00");
        await AddAsync("Talk", "--start", "2026-01-02T10:00", "--end", "2026-01-02T13:00");
        await AddAsync("Late", "--due", "2026-01-01", "--priority", "2");
        JsonElement[] plan = await RowsAsync("task", "plan", "--owner", "li", "--date", "2026-01-02", "--zone", "Asia/Shanghai", "--lang", language);

        Assert.Equal([("appointment", "Fair"), ("appointment", "Talk"), ("overdue", "Late")], plan.Select(static row => (Text(row, "section"), Text(row, "title"))));
        Assert.Equal("2026-01-02T01:00:00Z", Text(plan[0], "at"));
        Assert.Equal(warning, Text(plan[1], "warning"));
    }

    [Fact]
    public async Task SA_11_A_task_is_cancelled_reopened_and_postponed_and_what_its_state_does_not_allow_is_said()
    {
        string day = await AddAsync("Call", "--due", "2026-01-02"), meeting = await AddAsync("Fair", "--start", "2026-01-02T09:00", "--end", "2026-01-02T12:00"), undated = await AddAsync("Someday");

        Assert.Equal("2026-01-05", Text((await _folder.RunAsync("task", "postpone", day, "--by", "3d", "--json")).Expect(0).Json, "dueOn"));
        Assert.Equal("2026-01-04", Text((await _folder.RunAsync("task", "postpone", day, "--to", "2026-01-04", "--json")).Expect(0).Json, "dueOn"));
        JsonElement moved = (await _folder.RunAsync("task", "postpone", meeting, "--to", "2026-02-01", "--zone", "Asia/Shanghai", "--json")).Expect(0).Json;
        Assert.Equal(("2026-02-01T01:00:00Z", "2026-02-01T04:00:00Z"), (Text(moved, "start"), Text(moved, "end")));
        Assert.Equal("2026-02-01T00:30:00Z", Text((await _folder.RunAsync("task", "postpone", meeting, "--by=-30m", "--json")).Expect(0).Json, "start"));

        Assert.Equal(day, Text((await _folder.RunAsync("task", "cancel", day, "--result", "moved away", "--json")).Expect(0).Json, "id"));
        foreach (string[] closed in (string[][])[["cancel", day], ["postpone", day, "--by", "1d"], ["done", day, "--result", "x"]])
        {
            Assert.Contains("CRM3302", (await _folder.RunAsync(["task", .. closed])).Expect(1).Error, StringComparison.Ordinal);
        }

        (await _folder.RunAsync("task", "reopen", day)).Expect(0);
        Assert.Contains("is open already", (await _folder.RunAsync("task", "reopen", day)).Expect(1).Error, StringComparison.Ordinal);
        foreach ((string said, string[] wrong) in ((string, string[])[])
        [
            ("There is no task", ["reopen", "nothing"]), ("There is no task", ["cancel", "nothing"]), ("give one of them", ["postpone", day]), ("give one of them", ["postpone", day, "--by", "1d", "--to", "2026-01-01"]),
            ("is no span", ["postpone", day, "--by", "soon"]), ("whole days", ["postpone", day, "--by", "2h"]), ("due on a day", ["postpone", day, "--to", "2026-01-01T09:00"]),
            ("neither a start nor a due day", ["postpone", undated, "--to", "2026-01-01"]),
        ])
        {
            Assert.Contains(said, (await _folder.RunAsync(["task", .. wrong])).Expect(2).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SA_11_Lists_come_in_the_order_in_which_tasks_are_due_a_page_at_a_time()
    {
        await AddAsync("Someday");
        await AddAsync("On the third", "--due", "2026-01-03");
        await AddAsync("Meeting on the third", "--start", "2026-01-03T09:00", "--end", "2026-01-03T10:00");
        await AddAsync("By noon of the second", "--due", "2026-01-02T12:00");
        string[] order = ["By noon of the second", "Meeting on the third", "On the third", "Someday"];

        Assert.Equal(order, (await RowsAsync("task", "list")).Select(static row => Text(row, "title")));
        JsonElement[] first = await RowsAsync("task", "list", "--take", "3");
        Assert.Equal(order[..3], first.Select(static row => Text(row, "title")));
        Assert.Equal(order[3..], (await RowsAsync("task", "list", "--take", "3", "--after", Text(first[2], "after")!)).Select(static row => Text(row, "title")));
        Assert.Contains($"--after {Text(first[0], "after")}", (await _folder.RunAsync("task", "list", "--take", "1")).Expect(0).Error, StringComparison.Ordinal);
        Assert.Contains("--after", (await _folder.RunAsync("task", "list", "--after", "nonsense")).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SA_11_The_calendar_of_an_owner_is_written_to_a_file()
    {
        await AddAsync("Fair", "--start", "2026-01-02T09:00", "--end", "2026-01-02T12:00", "--reminder", "15");
        await AddAsync("Call", "--due", "2026-01-02");
        JsonElement report = (await _folder.RunAsync("task", "export", _folder.PathOf("tasks.ics"), "--owner", "li", "--json")).Expect(0).Json;

        Assert.Equal((1, 1, 0), (report.GetProperty("events").GetInt32(), report.GetProperty("toDos").GetInt32(), report.GetProperty("series").GetInt32()));
        string file = await File.ReadAllTextAsync(_folder.PathOf("tasks.ics"));
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTART:20260102T010000Z\r\n", file, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("tasks.ics.part")));
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=FR", "task", "add", "Call", "--owner", "li", "--due", "2026-01-03", "--every", "FREQ=WEEKLY;BYDAY=FR")]
    [InlineData("FREQ", "task", "add", "Call", "--owner", "li", "--due", "2026-01-03", "--every", "NOTHING=1")]
    [InlineData("'tomorrow'", "task", "add", "Call", "--owner", "li", "--due", "tomorrow")]
    [InlineData("'nothing'", "task", "done", "nothing", "--result", "x")]
    [InlineData("--currency", "task", "done", "nothing", "--result", "x", "--cost", "1")]
    [InlineData("'2026'", "task", "plan", "--owner", "li", "--date", "2026")]
    public async Task A_call_that_cannot_be_meant_is_a_wrong_call(string named, params string[] args)
    {
        ToolRun run = (await _folder.RunAsync(args)).Expect(2);
        Assert.Contains(named, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private async Task<string> AddAsync(string title, params string[] args) =>
        Text((await _folder.RunAsync(["task", "add", title, "--owner", "li", "--zone", "Asia/Shanghai", .. args, "--json"])).Expect(0).Json, "id")!;

    private async Task<JsonElement[]> RowsAsync(params string[] args) => [.. (await _folder.RunAsync([.. args, "--json"])).Expect(0).Json.EnumerateArray()];
}
