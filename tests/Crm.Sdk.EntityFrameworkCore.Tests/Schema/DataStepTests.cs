using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Data steps between releases are run once per database, in the order of their names, and go on where they stopped.</summary>
public sealed class DataStepTests : FolderTests
{
    private readonly List<string> _ran = [];

    private string Database => Folder.PathOf("crm.db");

    [Fact]
    public async Task A_new_database_skips_all_steps()
    {
        await MigrateAsync(Step("0001-first"));

        Assert.Empty(_ran);
    }

    [Fact]
    public async Task Steps_of_a_later_release_run_once_in_the_order_of_their_names()
    {
        await MigrateAsync();

        await MigrateAsync(Step("0002-second"), Step("0001-first"));
        await MigrateAsync(Step("0002-second"), Step("0001-first"));
        await MigrateAsync(Step("0003-third"), Step("0002-second"), Step("0001-first"));

        Assert.Equal(["0001-first: begin", "0002-second: begin", "0003-third: begin"], _ran);
    }

    [Fact]
    public async Task A_store_with_a_step_to_run_says_so_and_does_not_open_without_it()
    {
        await MigrateAsync();
        await using var store = new SteppedStore(Database, Step("0001-first"));

        Assert.Contains("data step 0001-first", (await store.StatusAsync(TestModel.Catalogue, countRecords: false, default)).Pending);
        CrmException missing = await Assert.ThrowsAsync<CrmException>(() => store.EnsureSchemaAsync(TestModel.Catalogue, SchemaMode.Verify, default));
        Assert.Equal(StorageErrorCodes.SchemaMissing, missing.Code);
    }

    [Fact]
    public async Task A_step_that_fails_goes_on_from_the_last_whole_chunk()
    {
        await MigrateAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => MigrateAsync(Step("0001-first", chunks: 5, failAt: "3")));

        await MigrateAsync(Step("0001-first", chunks: 5));

        Assert.Equal(["0001-first: begin", "0001-first: 1", "0001-first: 2", "0001-first: 2", "0001-first: 3", "0001-first: 4"], _ran);
        Assert.Equal(["5"], await RawSqlite.ReadAsync(Database, "SELECT records FROM crm_data_step WHERE name = '0001-first' AND done = 1")); // the failed chunk counts once
    }

    [Fact]
    public async Task What_a_failed_chunk_wrote_is_undone()
    {
        await MigrateAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => MigrateAsync(Step("0001-first", chunks: 5, failAt: "3")));

        Assert.Equal(["2"], await RawSqlite.ReadAsync(Database, "SELECT COUNT(*) FROM crm_commit"));
    }

    private RecordingStep Step(string name, int chunks = 1, string? failAt = null) => new(name, chunks, failAt, _ran);

    private async Task MigrateAsync(params RecordingStep[] steps)
    {
        await using var store = new SteppedStore(Database, steps);
        await store.MigrateAsync(TestModel.Catalogue, null, default);
    }
}
