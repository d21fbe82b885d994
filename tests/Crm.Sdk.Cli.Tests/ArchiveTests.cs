using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class ArchiveTests : IAsyncLifetime
{
    private ToolFolder Folder { get; } = new();

    public async Task InitializeAsync() => (await Folder.RunAsync("import", "customers", await Folder.WriteAsync(
        "c.csv", "key,kind,name,email,phone,country,postalCode,owner\nc1,enterprise,Acme,info@acme.example,,CN,12209,e1\nc2,individual,张三,,13912345678,CN,200000,\n"))).Expect(0);

    public async Task DisposeAsync() => await Folder.DisposeAsync();

    [Fact]
    public async Task CU_6_Quality_shows_facets_and_findings_of_one_and_fields_and_contradictions_of_all()
    {
        JsonElement one = (await Folder.RunAsync("archive", "quality", "c1", "--json")).Expect(0).Json;
        JsonElement all = (await Folder.RunAsync("archive", "quality", "--json")).Expect(0).Json;
        string people = (await Folder.RunAsync("archive", "quality", "c1", "--lang", "zh")).Expect(0).Output;

        Assert.Contains(one.GetProperty("findings").EnumerateArray(), static finding => finding.GetProperty("code").GetString() == "consistency.postal-code");
        Assert.Equal(0.4, one.GetProperty("facets").EnumerateArray().Single(static facet => facet.GetProperty("facet").GetString() == "contact").GetProperty("completeness").GetDouble());
        Assert.Equal(2, all.GetProperty("base").GetProperty("customers").GetInt64());
        Assert.Equal("consistency.postal-code", Assert.Single(all.GetProperty("contradictions").EnumerateArray()).GetProperty("code").GetString());
        Assert.Contains("12209 不是 CN 的邮政编码", people, StringComparison.Ordinal);
        Assert.Contains("'nobody'", Assert.Single((await Folder.RunAsync("archive", "quality", "nobody")).Expect(2).ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CU_6_A_plan_is_shown_by_a_dry_run_written_once_and_seen_on_the_card()
    {
        string[] plan = ["archive", "plan", "--name", "may", "--as-of", "2026-05-01", "--json"];
        Assert.Equal(1, Planned((await Folder.RunAsync([.. plan, "--dry-run"])).Expect(0)));
        Assert.Equal(1, Planned((await Folder.RunAsync(plan)).Expect(0)));
        Assert.Equal(0, Planned((await Folder.RunAsync(plan)).Expect(0)));
        Assert.Equal(1, Planned((await Folder.RunAsync([.. plan, "--fallback-owner", "desk"])).Expect(0)));

        JsonElement task = Assert.Single((await Folder.RunAsync("customer", "show", "c1", "--json")).Expect(0).Json.GetProperty("openTasks").EnumerateArray());
        Assert.Equal(("e1", "2026-05-04", "collect"), (task.GetProperty("owner").GetString(), task.GetProperty("due").GetString(), task.GetProperty("type").GetString()));
        Assert.Contains("at least one task a day", (await Folder.RunAsync("archive", "plan", "--days", "0")).Expect(2).Error, StringComparison.Ordinal);

        static int Planned(ToolRun run) => run.Json.GetProperty("plan").GetProperty("planned").GetInt32();
    }

    [Fact]
    public async Task DQ_5_Upkeep_puts_idle_prospects_away_and_a_dry_run_does_not()
    {
        string[] upkeep = ["archive", "upkeep", "--archive-idle", "30", "--as-of", "2100-01-01", "--json"];
        Assert.Equal(2, (await Folder.RunAsync([.. upkeep, "--dry-run"])).Expect(0).Json.GetProperty("upkeep").GetProperty("archived").GetInt64());
        Assert.Equal(2, (await Folder.RunAsync("customer", "list", "--json")).Expect(0).Json.GetArrayLength());
        Assert.Equal(2, (await Folder.RunAsync(upkeep)).Expect(0).Json.GetProperty("upkeep").GetProperty("archived").GetInt64());
        Assert.Empty((await Folder.RunAsync("customer", "list", "--json")).Expect(0).Json.EnumerateArray());
        Assert.Equal(2, (await Folder.RunAsync("customer", "list", "--state", "archived", "--json")).Expect(0).Json.GetArrayLength());
    }
}
