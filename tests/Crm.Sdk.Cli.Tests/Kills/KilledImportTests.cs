using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.EntityFrameworkCore;
using Crm.Sdk.Import;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.PostgreSql;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit.Abstractions;

namespace Crm.Sdk.Cli.Tests.Kills;

/// <summary>DQ-1: an import that is killed again and again, and gone on with by the same command, ends as one that nobody disturbed.</summary>
public sealed class KilledImportTests(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int Rows = 200_000;
    private const int ChunkRows = ImportRequest.DefaultChunkSize;
    private const string Source = "orders.csv";

    private static readonly string[] Totals = ["kind", "read", "created", "updated", "unchanged", "rejected", "customersCreated"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly Dictionary<string, string?> NoVariables = [];
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(15);

    private readonly Random _random = new(Seed(output));

    [Fact]
    public async Task DQ_1_an_import_killed_20_times_ends_as_one_that_was_not_on_SQLite()
    {
        await using var folder = new TempFolder();
        string disturbed = $"Data Source={folder.PathOf("disturbed.db")}", whole = $"Data Source={folder.PathOf("whole.db")}";

        await ProveAsync(folder, ["--connection", disturbed], ["--connection", whole], OpenSqlite);

        foreach (string connection in new[] { disturbed, whole })
        {
            JsonElement verified = (await ToolFolder.RunPlainAsync("db", "verify", "--json", "--connection", connection)).Expect(0).Json;
            Assert.True(verified.GetProperty("valid").GetBoolean());
        }
    }

    [SkippableFact]
    public async Task DQ_1_an_import_killed_20_times_ends_as_one_that_was_not_on_PostgreSQL()
    {
        await using var folder = new TempFolder();
        await using PostgreSqlDatabase disturbed = await PostgreSqlDatabase.CreateAsync(), whole = await PostgreSqlDatabase.CreateAsync();
        foreach (PostgreSqlDatabase database in new[] { disturbed, whole })
        {
            (await ToolFolder.RunPlainAsync("db", "migrate", "--storage", "postgresql", "--connection", database.Connection)).Expect(0);
        }

        await ProveAsync(folder, ["--storage", "postgresql", "--connection", disturbed.Connection], ["--storage", "postgresql", "--connection", whole.Connection], OpenPostgreSql);
    }

    private async Task ProveAsync(TempFolder folder, string[] disturbed, string[] whole, Func<string, RelationalStore> open)
    {
        int kills = ScaledCount.Of(Kills, atLeast: 3), rows = ScaledCount.Of(Rows);
        string earlier = folder.PathOf("earlier.csv"), file = folder.PathOf(Source);
        await OrderFile.WriteAsync(earlier, rows, step: 9, quantity: 1);
        await OrderFile.WriteAsync(file, rows, step: 1, quantity: 2);
        foreach (string[] store in new[] { disturbed, whole })
        {
            Assert.Equal(3, (await ToolFolder.RunPlainAsync(Import(earlier, store))).ExitCode); // so that the import to prove changes orders too
        }

        ToolRun undisturbed = await ToolFolder.RunProcessAsync(NoVariables, Import(file, whole, "--rejects", folder.PathOf("whole.rejects")));
        undisturbed.Expect(3);

        string[] command = Import(file, disturbed, "--rejects", folder.PathOf("disturbed.rejects"));
        await using (RelationalStore watch = open(disturbed[^1]))
        {
            await ReadyAsync(watch);
            for (int kill = 1; kill <= kills; kill++)
            {
                long read = await KillAsync(command, watch, (double)kill * rows / (kills + 1));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kill {kill}: {read} rows of {rows} were confirmed"));
            }
        }

        ToolRun last = await ToolFolder.RunProcessAsync(NoVariables, command);
        last.Expect(3);
        ToolRun again = await ToolFolder.RunProcessAsync(NoVariables, Import(file, disturbed)); // finished: another run, that finds all of it there
        Assert.Equal(0, again.Json.GetProperty("created").GetInt64() + again.Json.GetProperty("updated").GetInt64() + again.Json.GetProperty("customersCreated").GetInt64());

        Assert.True(last.Json.GetProperty("resumed").GetBoolean());
        Assert.All(Totals, name => Assert.Equal(undisturbed.Json.GetProperty(name).ToString(), last.Json.GetProperty(name).ToString()));
        Assert.Equal(await File.ReadAllBytesAsync(folder.PathOf("whole.rejects")), await File.ReadAllBytesAsync(folder.PathOf("disturbed.rejects")));
        await using RelationalStore left = open(whole[^1]), right = open(disturbed[^1]);
        StoreState expected = await StoreState.ReadAsync(await ReadyAsync(left)), actual = await StoreState.ReadAsync(await ReadyAsync(right));
        Assert.Equal(expected.Counts, actual.Counts);
        Assert.Equal(expected.Records, actual.Records);
        Assert.Equal(expected.Revisions, actual.Revisions);
        Assert.True(expected.Revisions.Count > rows / 50 && undisturbed.Json.GetProperty("rejected").GetInt64() > rows / 50, "The import changed too little to prove anything.");
    }

    /// <summary>Runs the command and kills it: sometimes while it starts, mostly at a chance moment of the chunk that it should have reached by now.</summary>
    /// <returns>How many rows were confirmed then.</returns>
    private async Task<long> KillAsync(string[] command, ICrmStore watch, double target)
    {
        await using Child child = Child.StartDotNet(RepositoryFolder.BuiltAssembly("src/Crm.Sdk.Cli", "crm"), command, NoVariables);
        using var late = new CancellationTokenSource(Limit);
        long confirmed = await ConfirmedAsync(watch);
        long reach = Math.Max(confirmed, ((long)target - (ChunkRows / 2)) / ChunkRows * ChunkRows);
        if (confirmed >= reach || _random.Next(5) == 0)
        {
            await Task.Delay(_random.Next(1_500), late.Token); // while it starts and reads the file through
        }
        else
        {
            while (await ConfirmedAsync(watch) < reach)
            {
                await Task.Delay(Poll, late.Token);
            }

            await Task.Delay(_random.Next(80), late.Token); // somewhere between two commits, or inside one
        }

        await child.KillAsync();
        IReadOnlyList<string> said = await child.ReadToEndAsync();
        Assert.True(said.Count == 0, $"The import ended before it was killed: {string.Join('\n', said)} {child.ErrorText}");
        return await ConfirmedAsync(watch);
    }

    private static async Task<long> ConfirmedAsync(ICrmStore store) => (await StoreState.RunAsync(store, Source))?.Read ?? 0;

    private static string[] Import(string file, string[] store, params string[] more) =>
        ["import", "orders", file, "--create-customers", "--currency", "CNY", "--json", "--actor", "importer", .. more, .. store];

    private static int Seed(ITestOutputHelper output)
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        return seed;
    }

    private static SqliteStore OpenSqlite(string connection) => new(Options.Create(new SqliteStoreOptions { ConnectionString = connection }), TimeProvider.System, NullLogger<SqliteStore>.Instance);

    private static PostgreSqlStore OpenPostgreSql(string connection) =>
        new(Options.Create(new PostgreSqlStoreOptions { ConnectionString = connection }), TimeProvider.System, NullLoggerFactory.Instance);

    private static async Task<ICrmStore> ReadyAsync(RelationalStore store)
    {
        await store.EnsureSchemaAsync(new ModelCatalogue(CoreModel.Kinds), SchemaMode.Verify, CancellationToken.None);
        return store;
    }
}
