using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.TestSupport;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Crm.Sdk.Cli.Tests;

/// <summary>R13: a backup is checked before it is restored, and nothing that is there is destroyed.</summary>
public sealed class RestoreTests(ITestOutputHelper output) : IAsyncLifetime, IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    private string Store => _folder.PathOf("crm.db");

    private string Backup => _folder.PathOf("backup.db");

    [Fact]
    public async Task A_restored_store_has_what_was_backed_up_and_what_was_there_lies_beside_it()
    {
        await FillAsync("a");
        (await _folder.RunAsync("db", "backup", Backup)).Expect(0);
        await FillAsync("b");

        JsonElement report = (await _folder.RunAsync("db", "restore", Backup, "--force", "--json")).Expect(0).Json;

        Assert.Equal([Backup, Store, "0"], new[] { "file", "location", "pending" }.Select(name => report.GetProperty(name).ToString()));
        Assert.Equal("a", await KeysAsync(_folder.Connection));
        Assert.Equal("a b", await KeysAsync($"Data Source={report.GetProperty("movedTo").GetString()}"));
        Assert.True((await _folder.RunAsync("db", "verify", "--json")).Expect(0).Json.GetProperty("valid").GetBoolean());
        await FillAsync("c"); // work goes on in it
        Assert.Equal("a c", await KeysAsync(_folder.Connection));
    }

    [Fact]
    public async Task A_whole_store_is_not_replaced_unless_the_call_says_so()
    {
        await FillAsync("a");
        (await _folder.RunAsync("db", "backup", Backup)).Expect(0);
        await FillAsync("b");

        ToolRun run = (await _folder.RunAsync("db", "restore", Backup)).Expect(2);

        Assert.Contains("CRM2015", run.Error, StringComparison.Ordinal);
        Assert.Contains("--force", run.Error, StringComparison.Ordinal);
        Assert.Equal("a b", await KeysAsync(_folder.Connection));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Store)!, "*.replaced*"));
    }

    [Fact]
    public async Task A_lost_store_is_restored_without_further_words()
    {
        await FillAsync("a");
        (await _folder.RunAsync("db", "backup", Backup)).Expect(0);
        File.Delete(Store);

        JsonElement report = (await _folder.RunAsync("db", "restore", Backup, "--json")).Expect(0).Json;

        Assert.Equal(JsonValueKind.Null, report.GetProperty("movedTo").ValueKind);
        Assert.Equal("a", await KeysAsync(_folder.Connection));
    }

    [Fact]
    public async Task A_damaged_store_is_restored_without_further_words_and_kept_for_an_examination()
    {
        await FillAsync("a");
        (await _folder.RunAsync("db", "backup", Backup)).Expect(0);
        await DamageAsync(Store);

        string moved = (await _folder.RunAsync("db", "restore", Backup, "--json")).Expect(0).Json.GetProperty("movedTo").GetString()!;

        Assert.Equal("a", await KeysAsync(_folder.Connection));
        Assert.True(new FileInfo(moved).Length > 0);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("cut short")]
    [InlineData("no database")]
    [InlineData("no store")]
    [InlineData("absent")]
    [InlineData("itself")]
    public async Task A_backup_that_is_no_whole_store_is_refused_and_nothing_is_changed(string what)
    {
        await FillAsync("a");
        (await _folder.RunAsync("db", "backup", Backup)).Expect(0);
        string backup = Backup;
        switch (what)
        {
            case "damaged":
                await DamageAsync(Backup);
                break;
            case "cut short":
                await File.WriteAllBytesAsync(Backup, (await File.ReadAllBytesAsync(Backup))[..20_000]);
                break;
            case "no database":
                await File.WriteAllTextAsync(Backup, new string('x', 20_000));
                break;
            case "no store":
                File.Delete(Backup);
                await ExecuteAsync(Backup, "CREATE TABLE shopping (item TEXT)");
                break;
            case "absent":
                File.Delete(Backup);
                break;
            default:
                backup = Store;
                break;
        }

        byte[] before = await File.ReadAllBytesAsync(Store);
        ToolRun run = await _folder.RunAsync("db", "restore", backup, "--force");

        Assert.InRange(run.ExitCode, 1, 2);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Store));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Store)!, "*.restoring*"));
    }

    [Fact]
    public async Task A_store_that_somebody_writes_is_not_replaced()
    {
        await FillAsync("a");
        (await _folder.RunAsync("db", "backup", Backup)).Expect(0);
        await using var writer = new FileStream(Store + ".writer", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); // as a writing process holds it

        ToolRun run = (await _folder.RunAsync("db", "restore", Backup, "--force", "--wait", "0.2")).Expect(1);

        Assert.Contains("CRM2012", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_with_a_log_beside_it_is_restored_with_what_the_log_holds()
    {
        await FillAsync("a");
        await using (var reader = new SqliteConnection($"Data Source={Store};Pooling=false"))
        {
            await reader.OpenAsync(); // keeps the log from being copied into the file
            await ReadAsync(reader);
            await FillAsync("b");
            foreach (string part in new[] { string.Empty, "-wal" })
            {
                File.Copy(Store + part, Backup + part);
            }
        }

        Assert.True(new FileInfo(Backup + "-wal").Length > 0);
        (await _folder.RunAsync("db", "restore", Backup, "--force")).Expect(0);

        Assert.Equal("a b", await KeysAsync(_folder.Connection));
    }

    [Fact]
    public async Task R13_a_restore_that_is_killed_leaves_the_old_store_or_the_restored_one()
    {
        await FillAsync("a");
        (await _folder.RunAsync("db", "backup", Backup)).Expect(0);
        await FillAsync("b");
        int seed = Random.Shared.Next(), restored = 0;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int kill = ScaledCount.Of(20, atLeast: 3); kill > 0; kill--)
        {
            if (kill % 4 != 0)
            {
                File.Delete(Store + ".restoring"); // of the kill before: its appearing tells that the restore works
            }

            await using (Child child = Child.StartDotNet(RepositoryFolder.BuiltAssembly("src/Crm.Sdk.Cli", "crm"), ["db", "restore", Backup, "--force", "--connection", _folder.Connection]))
            {
                using var late = new CancellationTokenSource(Child.DefaultLimit);
                while (!File.Exists(Store + ".restoring") && !child.HasExited && kill % 4 != 0)
                {
                    await Task.Delay(5, late.Token); // until it works on the copy, or is done before a look; every fourth is killed while it starts
                }

                await Task.Delay(random.Next(600), late.Token);
                await child.KillAsync();
            }

            string keys = await KeysAsync(_folder.Connection);
            if (keys == "a")
            {
                restored++;
                Assert.Equal("a b", await KeysAsync($"Data Source={Directory.GetFiles(Path.GetDirectoryName(Store)!, "crm.db.*.replaced").Max(StringComparer.Ordinal)}"));
                await FillAsync("b");
            }
            else
            {
                Assert.Equal("a b", keys);
            }
        }

        (await _folder.RunAsync("db", "restore", Backup, "--force")).Expect(0); // what a killed one left is in nobody's way
        Assert.Equal("a", await KeysAsync(_folder.Connection));
        output.WriteLine($"{restored} were killed behind the exchange, or had ended");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private static async Task ReadAsync(SqliteConnection connection)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = "BEGIN; SELECT COUNT(*) FROM sqlite_schema";
        await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=false");
        await connection.OpenAsync();
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // a fixed text of this test
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Overwrites a stretch of pages behind the first.</summary>
    private static async Task DamageAsync(string database)
    {
        byte[] bytes = await File.ReadAllBytesAsync(database);
        bytes.AsSpan(4096 * 3, 4096 * 12).Fill(0x5A);
        await File.WriteAllBytesAsync(database, bytes);
    }

    private async Task FillAsync(string key)
    {
        string file = await _folder.WriteAsync($"{key}.csv", $"key,name\n{key},{key}\n");
        (await _folder.RunAsync("import", "customers", file)).Expect(0);
    }

    private async Task<string> KeysAsync(string connection)
    {
        string file = _folder.PathOf("keys.csv");
        (await ToolFolder.RunPlainAsync("export", "customers", file, "--connection", connection)).Expect(0);
        return string.Join(' ', (await File.ReadAllLinesAsync(file)).Skip(1).Select(static line => line.Split(',')[0]).Order(StringComparer.Ordinal));
    }
}
