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

    [Fact]
    public async Task DQ_5_The_recycle_bin_is_purged_by_days_and_kind_and_upkeep_does_it_too()
    {
        (await Folder.RunAsync("import", "customers", await Folder.WriteAsync(
            "bin.csv", "key,kind,name,state\nb1,enterprise,Bin,removed\nb2,individual,Ann,removed\nb3,enterprise,Buyer,removed\n"))).Expect(0);
        (await Folder.RunAsync("import", "orders", await Folder.WriteAsync("o.csv", "key,customer,date,amount,currency\no1,b3,2026-01-01,5,CNY\n"))).Expect(0);
        string[] purge = ["archive", "purge", "--days", "30", "--json"];

        Assert.Equal((3, 0), Purged((await Folder.RunAsync(purge)).Expect(0)));
        Assert.Equal((2, 1), Purged((await Folder.RunAsync([.. purge, "--kind", "enterprise", "--as-of", "2100-01-01", "--dry-run"])).Expect(0)));
        ToolRun done = (await Folder.RunAsync([.. purge, "--kind", "enterprise", "--as-of", "2100-01-01"])).Expect(0);
        Assert.Equal((2, 1), Purged(done));
        Assert.Equal(("order", 1), (done.Json.GetProperty("namedBy")[0].GetProperty("kind").GetString(), done.Json.GetProperty("namedBy")[0].GetProperty("customers").GetInt32()));
        JsonElement upkeep = (await Folder.RunAsync("archive", "upkeep", "--purge-days", "30", "--duplicates", "--as-of", "2100-01-01", "--json")).Expect(0).Json;
        Assert.Equal((1, 0), (upkeep.GetProperty("purge").GetProperty("purged").GetInt32(), upkeep.GetProperty("upkeep").GetProperty("duplicates").GetInt32()));
        Assert.Equal("b3", Assert.Single((await Folder.RunAsync("customer", "list", "--state", "removed", "--json")).Expect(0).Json.EnumerateArray()).GetProperty("key").GetString());

        static (int Customers, int Purged) Purged(ToolRun run) => (run.Json.GetProperty("purge").GetProperty("customers").GetInt32(), run.Json.GetProperty("purge").GetProperty("purged").GetInt32());
    }

    [Theory]
    [InlineData("--days", "purge", "--days", "-1")]
    [InlineData("--kind", "purge", "--days", "1", "--kind", "firm")]
    [InlineData("--purge-kind", "upkeep", "--purge-kind", "individual")]
    public async Task DQ_5_A_rule_that_is_none_is_refused_with_its_option(string option, params string[] call) =>
        Assert.Contains(option, (await Folder.RunAsync(["archive", .. call])).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task TX_1_In_Chinese_no_title_or_label_of_the_archives_commands_is_left_in_English()
    {
        (await Folder.RunAsync("import", "customers", await Folder.WriteAsync("bin.csv", "key,kind,name,state\nb1,enterprise,Bin,removed\n"))).Expect(0);
        (await Folder.RunAsync("import", "orders", await Folder.WriteAsync("o.csv", "key,customer,date,amount,currency\no1,b1,2026-01-01,5,CNY\n"))).Expect(0);
        foreach (string[] call in (string[][])
        [
            ["quality"], ["quality", "c1"], ["plan", "--name", "五月", "--dry-run"], ["upkeep", "--verify", "五月", "--duplicates", "--purge-days", "0", "--dry-run"], ["purge", "--days", "0", "--dry-run"],
        ])
        {
            string output = (await Folder.RunAsync(["archive", .. call, "--lang", "zh", "--as-of", "2100-01-01"])).Expect(0).Output;
            Assert.All(TableTitles.Of(output), title => Assert.True(TableTitles.IsChinese(title), $"'{title}' of crm archive {string.Join(' ', call)}"));
        }
    }
}
