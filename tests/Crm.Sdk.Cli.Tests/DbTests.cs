using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class DbTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task Status_before_anything_is_written_makes_no_store()
    {
        JsonElement status = (await _folder.RunAsync("db", "status", "--json")).Expect(0).Json;

        Assert.Equal("SQLite", status.GetProperty("store").GetString());
        Assert.Equal(_folder.PathOf("crm.db"), status.GetProperty("location").GetString());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("schemaVersion").ValueKind);
        Assert.NotEmpty(status.GetProperty("pending").EnumerateArray());
        Assert.False(File.Exists(_folder.PathOf("crm.db")));
    }

    [Fact]
    public async Task Status_after_writing_counts_what_is_there()
    {
        await GenerateAsync();

        JsonElement status = (await _folder.RunAsync("db", "status", "--count", "--json")).Expect(0).Json;

        Assert.NotEqual(JsonValueKind.Null, status.GetProperty("schemaVersion").ValueKind);
        Assert.Empty(status.GetProperty("pending").EnumerateArray());
        Assert.Equal(20, Records(status, "customer"));
        Assert.Equal(50, Records(status, "order"));
    }

    [Fact]
    public async Task Migrate_makes_the_store_and_has_nothing_to_do_the_second_time()
    {
        JsonElement first = (await _folder.RunAsync("db", "migrate", "--json")).Expect(0).Json;
        JsonElement second = (await _folder.RunAsync("db", "migrate", "--json")).Expect(0).Json;

        Assert.True(first.GetProperty("steps").GetInt32() > 0);
        Assert.Equal(0, second.GetProperty("steps").GetInt32());
    }

    [Fact]
    public async Task A_backup_is_a_store_with_the_same_records()
    {
        await GenerateAsync();
        string backup = _folder.PathOf("backup.db");

        JsonElement report = (await _folder.RunAsync("db", "backup", backup, "--json")).Expect(0).Json;

        Assert.Equal(backup, report.GetProperty("file").GetString());
        Assert.Equal(new FileInfo(backup).Length, report.GetProperty("bytes").GetInt64());
        JsonElement status = (await ToolFolder.RunPlainAsync("db", "status", "--count", "--json", "--connection", $"Data Source={backup}")).Expect(0).Json;
        Assert.Equal(50, Records(status, "order"));
    }

    [Fact]
    public async Task A_backup_overwrites_nothing()
    {
        await GenerateAsync();
        string taken = await _folder.WriteAsync("taken.db", "mine");

        (await _folder.RunAsync("db", "backup", taken)).Expect(2);

        Assert.Equal("mine", await File.ReadAllTextAsync(taken));
    }

    [Fact]
    public async Task Verify_finds_a_whole_store_whole()
    {
        await GenerateAsync();

        JsonElement report = (await _folder.RunAsync("db", "verify", "--json")).Expect(0).Json;

        Assert.True(report.GetProperty("valid").GetBoolean());
        Assert.Empty(report.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_a_failure_with_a_code()
    {
        await _folder.WriteAsync("crm.db", new string('x', 4096));

        ToolRun run = await _folder.RunAsync("db", "verify");

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_generates_the_same_population()
    {
        await GenerateAsync();
        string first = (await _folder.RunAsync("rfm", "--as-of", "2026-01-01", "--json")).Expect(0).Output;
        await using var other = new ToolFolder();
        (await other.RunAsync("bench", "generate", "--customers", "20", "--orders", "50", "--seed", "7")).Expect(0);

        string second = (await other.RunAsync("rfm", "--as-of", "2026-01-01", "--json")).Expect(0).Output;

        Assert.Equal(first, second);
    }

    private async Task GenerateAsync()
    {
        JsonElement report = (await _folder.RunAsync("bench", "generate", "--customers", "20", "--orders", "50", "--seed", "7", "--json")).Expect(0).Json;
        Assert.Equal(20, report.GetProperty("customers").GetInt32());
        Assert.Equal(50, report.GetProperty("orders").GetInt32());
    }

    private static long Records(JsonElement status, string kind) =>
        status.GetProperty("kinds").EnumerateArray().Single(item => item.GetProperty("kind").GetString() == kind).GetProperty("records").GetInt64();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
