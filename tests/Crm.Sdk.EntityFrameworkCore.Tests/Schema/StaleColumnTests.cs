using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using NodaTime;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>A column that a model stops to declare is written no more, and is filled anew when it returns.</summary>
public sealed class StaleColumnTests : FolderTests
{
    private static readonly TenantId Tenant = new("shop");
    private static readonly ModelCatalogue With = new([TestModel.BuildVisit(minutesIndexed: true)]);
    private static readonly ModelCatalogue Without = new([TestModel.BuildVisit()]);
    private static readonly ModelCatalogue WithMore = new([TestModel.BuildVisit(placeIndexed: true, minutesIndexed: true)]);

    private string Database => Folder.PathOf("crm.db");

    [Fact]
    public async Task A_column_that_returns_is_filled_anew_from_what_was_written_meanwhile()
    {
        Visit visit = new(RecordId.New(), "hall", 10, null);
        await WriteAsync(With, visit, 0);
        await WriteAsync(Without, visit with { Minutes = 20 }, 1);
        await WriteAsync(Without, visit = new(RecordId.New(), "yard", 30, null), 0);

        await using SqliteStore store = TestStores.Sqlite(Database);
        await store.EnsureSchemaAsync(With, SchemaMode.CreateOrExtend, default);

        Assert.Equal([20, 30], await MinutesAsync(store));
        Assert.Equal(0, await CountAsync(store, 10));
        Assert.Equal(1, await CountAsync(store, 20));
        Assert.Equal(1, await CountAsync(store, 30));
    }

    [Fact]
    public async Task A_filling_that_was_stopped_begins_anew_where_records_were_changed_meanwhile()
    {
        List<Visit> visits = await StopFillingAsync();
        await WriteAsync(Without, visits[0] with { Minutes = 999_999 }, 1); // a record that the filling had gone through

        await using SqliteStore store = TestStores.Sqlite(Database);
        await store.EnsureSchemaAsync(With, SchemaMode.CreateOrExtend, default);

        Assert.Equal(1, await CountAsync(store, 999_999));
        Assert.Equal(0, await CountAsync(store, visits[0].Minutes));
        Assert.Equal(visits.Count, (await MinutesAsync(store)).Count);
    }

    [Fact]
    public async Task A_filling_that_was_stopped_begins_anew_where_the_next_model_fills_more_columns()
    {
        List<Visit> visits = await StopFillingAsync();

        await using SqliteStore store = TestStores.Sqlite(Database);
        await store.EnsureSchemaAsync(WithMore, SchemaMode.CreateOrExtend, default);

        Assert.Equal(visits.Count, await store.CountAsync(new StoreQuery(Tenant, TestModel.Visit.Kind) { Where = Condition.Equal("place", FieldValue.Of("hall")) }, default));
        Assert.Equal(visits.Select(static visit => visit.Minutes), await MinutesAsync(store));
    }

    [Fact]
    public async Task A_filling_that_was_stopped_goes_on_where_nothing_happened_meanwhile()
    {
        List<Visit> visits = await StopFillingAsync();
        var progress = new Steps();

        await using SqliteStore store = TestStores.Sqlite(Database);
        await store.MigrateAsync(With, progress, default);

        Assert.Equal(visits.Count, progress.Records); // 2,000 of the stopped one and the rest, none twice
        Assert.Equal(visits.Select(static visit => visit.Minutes), await MinutesAsync(store));
    }

    /// <summary>Writes records of a model without the column and stops the filling of it after its first chunk.</summary>
    private async Task<List<Visit>> StopFillingAsync()
    {
        List<Visit> visits = [.. Enumerable.Range(0, 2_500).Select(static i => new Visit(RecordId.New(), "hall", i, null))];
        await using SqliteStore store = TestStores.Sqlite(Database);
        await store.EnsureSchemaAsync(Without, SchemaMode.CreateOrExtend, default);
        await store.CommitAsync(Batch([.. visits.Select(static visit => new RecordWrite(TestModel.Visit.Kind, visit.Id, 0, visit))]), default);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.MigrateAsync(With, new Steps(stop), stop.Token));
        Assert.Equal(["0"], await RawSqlite.ReadAsync(Database, "SELECT done FROM crm_data_step"));
        return visits;
    }

    private async Task WriteAsync(ModelCatalogue model, Visit visit, long version)
    {
        await using SqliteStore store = TestStores.Sqlite(Database);
        await store.EnsureSchemaAsync(model, SchemaMode.CreateOrExtend, default);
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(Batch([new RecordWrite(TestModel.Visit.Kind, visit.Id, version, visit)]), default));
    }

    private static CommitBatch Batch(IReadOnlyList<RecordWrite> writes) => new(Tenant, RecordId.New().Value, new ActorId("test"), Instant.FromUtc(2026, 1, 1, 0, 0), writes);

    private static Task<long> CountAsync(SqliteStore store, long minutes) =>
        store.CountAsync(new StoreQuery(Tenant, TestModel.Visit.Kind) { Where = Condition.Equal("minutes-spent", FieldValue.Of(minutes)) }, default);

    private static async Task<List<long>> MinutesAsync(SqliteStore store)
    {
        var minutes = new List<long>();
        PageCursor? after = null;
        do
        {
            RecordPage page = await store.QueryAsync(new StoreQuery(Tenant, TestModel.Visit.Kind) { Order = new RecordOrder("minutes-spent"), After = after, Limit = 1_000 }, default);
            minutes.AddRange(page.Records.Select(static record => ((Visit)record.Entity).Minutes));
            after = page.Next;
        }
        while (after is not null);
        return minutes;
    }

    /// <summary>Listens to a migration, and stops it after its first chunk where it is given the means.</summary>
    private sealed class Steps(CancellationTokenSource? stop = null) : IProgress<MigrationProgress>
    {
        public long Records { get; private set; }

        public void Report(MigrationProgress value)
        {
            Records = value.Records;
            if (value.Records > 0)
            {
                stop?.Cancel();
            }
        }
    }
}
