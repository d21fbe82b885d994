using System.Text.Json;
using Crm.Sdk.Cli.Tests.Kills;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Cli.Tests;

/// <summary>One store is copied into another with ids, versions and histories, and both are compared.</summary>
public sealed class CopyTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    private string Copy => $"Data Source={_folder.PathOf("copy.db")}";

    [Fact]
    public async Task A_copy_holds_every_record_of_every_tenant_with_its_version()
    {
        await FillAsync();

        JsonElement report = (await _folder.RunAsync("db", "copy", "--to", Copy, "--json")).Expect(0).Json;

        Assert.Equal(2, report.GetProperty("tenants").GetInt32());
        Assert.True(report.GetProperty("copied").GetInt64() > 80);
        await using SqliteStore left = Open(_folder.Connection), right = Open(Copy);
        StoreState expected = await StateAsync(left), actual = await StateAsync(right);
        Assert.Equal(expected.Counts, actual.Counts);
        Assert.Equal(expected.Records, actual.Records);
        Assert.Equal(expected.Revisions, actual.Revisions);
        Assert.NotEmpty(expected.Revisions);
        Assert.Equal(await HistoryAsync(_folder.Connection), await HistoryAsync(Copy));
        (await ToolFolder.RunPlainAsync("customer", "history", "c9", "--tenant", "south", "--connection", Copy)).Expect(0);
        Assert.True((await ToolFolder.RunPlainAsync("db", "verify", "--json", "--connection", Copy)).Expect(0).Json.GetProperty("valid").GetBoolean());
        await ChangeAsync(Copy); // work goes on in it, with the next version
    }

    [Fact]
    public async Task A_store_that_holds_records_is_not_copied_into()
    {
        await FillAsync();
        string other = await _folder.WriteAsync("other.csv", "key,name\nother,Other\n");
        (await ToolFolder.RunPlainAsync("import", "customers", other, "--connection", Copy)).Expect(0);

        Assert.Contains("CRM2015", (await _folder.RunAsync("db", "copy", "--to", Copy)).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("CRM2016", (await _folder.RunAsync("db", "copy", "--to", Copy, "--resume")).Expect(1).Error, StringComparison.Ordinal);
        (await _folder.RunAsync("db", "copy", "--to", _folder.Connection)).Expect(2);
    }

    [Fact]
    public async Task An_interrupted_copy_is_gone_on_with()
    {
        await FillAsync();
        await using SqliteStore source = Open(_folder.Connection), target = Open(Copy);
        var model = new ModelCatalogue(CoreModel.Kinds);
        await source.EnsureSchemaAsync(model, SchemaMode.Verify, CancellationToken.None);
        await target.EnsureSchemaAsync(model, SchemaMode.CreateOrExtend, CancellationToken.None);
        var copy = new StoreCopy(source, target, model, NodaTime.SystemClock.Instance);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy.RunAsync("copier", resume: false, new StopAt(stop, 40), stop.Token));
        StoreCopyReport report = await copy.RunAsync("copier", resume: true, progress: null, CancellationToken.None);

        Assert.True(report is { Unchanged: >= 40, Copied: > 0 });
        Assert.Equal((await StateAsync(source)).Records, (await StateAsync(target)).Records);
    }

    [SkippableFact]
    public async Task A_store_in_a_file_is_copied_to_PostgreSQL_and_back()
    {
        await using PostgreSqlDatabase database = await PostgreSqlDatabase.CreateAsync();
        await FillAsync();
        (await ToolFolder.RunPlainAsync("db", "migrate", "--storage", "postgresql", "--connection", database.Connection)).Expect(0);

        (await _folder.RunAsync("db", "copy", "--to", database.Connection, "--to-storage", "postgresql")).Expect(0);
        (await ToolFolder.RunPlainAsync("db", "copy", "--storage", "postgresql", "--connection", database.Connection, "--to", Copy, "--to-storage", "sqlite")).Expect(0);

        await using SqliteStore left = Open(_folder.Connection), right = Open(Copy);
        Assert.Equal((await StateAsync(left)).Records, (await StateAsync(right)).Records);
        Assert.Contains("pg_dump", (await ToolFolder.RunPlainAsync("db", "backup", _folder.PathOf("x"), "--storage", "postgresql", "--connection", database.Connection)).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_finds_what_was_changed_behind_the_SDKs_back()
    {
        await FillAsync();
        (await _folder.RunAsync("db", "verify")).Expect(0);
        await using (var connection = new SqliteConnection($"{_folder.Connection};Pooling=false"))
        {
            await connection.OpenAsync();
            SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE audit_entry SET by = 'somebody else' WHERE id = (SELECT MIN(id) FROM audit_entry)";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        JsonElement report = (await _folder.RunAsync("db", "verify", "--json")).Expect(1).Json;

        Assert.Contains("hash of its fields", Assert.Single(report.GetProperty("problems").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_what_a_tenant_has()
    {
        await FillAsync();

        JsonElement status = (await _folder.RunAsync("status", "--json")).Expect(0).Json;

        Assert.Equal(20, status.GetProperty("kinds").EnumerateArray().Single(static kind => kind.GetProperty("kind").GetString() == "customer").GetProperty("records").GetInt64());
        Assert.Equal(["change.csv", "customers.csv"], status.GetProperty("imports").EnumerateArray().Select(static run => run.GetProperty("source").GetString()));
        Assert.Equal(0, status.GetProperty("outbox").GetProperty("pending").GetInt64());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("labelsAsOf").ValueKind);
        (await _folder.RunAsync("status")).Expect(0);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private static SqliteStore Open(string connection) => new(Options.Create(new SqliteStoreOptions { ConnectionString = connection }), TimeProvider.System, NullLogger<SqliteStore>.Instance);

    private static async Task<StoreState> StateAsync(SqliteStore store)
    {
        await store.EnsureSchemaAsync(new ModelCatalogue(CoreModel.Kinds), SchemaMode.Verify, CancellationToken.None);
        return await StoreState.ReadAsync(store);
    }

    private static async Task<string> HistoryAsync(string connection) => (await ToolFolder.RunPlainAsync("customer", "history", "c1", "--json", "--connection", connection)).Expect(0).Output;

    private async Task FillAsync()
    {
        string customers = await _folder.WriteAsync("customers.csv", "key,name,region\n" + string.Concat(Enumerable.Range(0, 20).Select(static i => $"c{i},Name {i},north\n")));
        (await _folder.RunAsync("import", "customers", customers)).Expect(0);
        await ChangeAsync(_folder.Connection);
        string orders = await _folder.WriteAsync("orders.csv", "key,customer,date,amount\n" + string.Concat(Enumerable.Range(0, 40).Select(static i => $"o{i},c{i},2026-01-0{1 + (i % 9)},{i}.50\n")));
        (await _folder.RunAsync("import", "orders", orders, "--tenant", "south", "--create-customers", "--currency", "CNY")).Expect(0);
    }

    private async Task ChangeAsync(string connection)
    {
        string region = connection == _folder.Connection ? "south" : "west";
        string change = await _folder.WriteAsync("change.csv", $"key,region\nc1,{region}\nc2,{region}\n");
        JsonElement report = (await ToolFolder.RunPlainAsync("import", "customers", change, "--json", "--connection", connection)).Expect(0).Json;
        Assert.Equal(2, report.GetProperty("updated").GetInt64());
    }

    private sealed class StopAt(CancellationTokenSource stop, long records) : IProgress<StoreCopyProgress>
    {
        public void Report(StoreCopyProgress value)
        {
            if (value.Records >= records)
            {
                stop.Cancel();
            }
        }
    }
}
