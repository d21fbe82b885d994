using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>A host's reports read one tenant's rows and change nothing.</summary>
public sealed class ReportContextTests : FolderTests
{
    private static readonly TenantId Shop = new("shop");
    private static readonly TenantId Other = new("other");

    private readonly SqliteStore _store;

    public ReportContextTests() => _store = TestStores.Sqlite(Folder.PathOf("crm.db"));

    [Fact]
    public async Task It_shows_the_rows_of_its_tenant_alone()
    {
        await FillAsync();

        await using ReportContext shop = await _store.OpenReportAsync(Shop, default);
        await using ReportContext other = await _store.OpenReportAsync(Other, default);
        await using ReportContext nobody = await _store.OpenReportAsync(new TenantId("nobody"), default);

        Assert.Equal(["S-1", "S-2", "S-3"], await NumbersAsync(shop));
        Assert.Equal(["O-1"], await NumbersAsync(other));
        Assert.Empty(await NumbersAsync(nobody));
        Assert.Equal(3, await shop.Items(TestModel.Purchase.Kind, "line").CountAsync());
        Assert.Equal(1, await other.Items(TestModel.Purchase.Kind, "line").CountAsync());
    }

    [Fact]
    public async Task It_joins_and_sums_in_the_database()
    {
        await FillAsync();
        await using ReportContext report = await _store.OpenReportAsync(Shop, default);

        long? sum = await report.Items(TestModel.Purchase.Kind, "line").SumAsync(static line => EF.Property<long?>(line, "amount"));
        int joined = await report.Records(TestModel.Purchase.Kind)
            .Join(report.Items(TestModel.Purchase.Kind, "line"), static p => EF.Property<Guid>(p, "id"), static l => EF.Property<Guid>(l, "id"), static (p, l) => l)
            .CountAsync();

        Assert.Equal(600, sum);
        Assert.Equal(3, joined);
    }

    [Fact]
    public async Task It_refuses_to_save()
    {
        await FillAsync();
        await using ReportContext report = await _store.OpenReportAsync(Shop, default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => report.SaveChangesAsync());
        Assert.Throws<InvalidOperationException>(() => report.SaveChanges());
    }

    [Fact]
    public async Task The_database_refuses_what_goes_past_saving()
    {
        await FillAsync();
        await using ReportContext report = await _store.OpenReportAsync(Shop, default);

        await Assert.ThrowsAsync<SqliteException>(() => report.Records(TestModel.Purchase.Kind).ExecuteDeleteAsync());
        await Assert.ThrowsAsync<SqliteException>(() => report.Database.ExecuteSqlRawAsync("DELETE FROM test_purchase"));

        Assert.Equal(["S-1", "S-2", "S-3"], await NumbersAsync(report));
    }

    [Fact]
    public async Task It_names_a_kind_or_a_part_that_there_is_not()
    {
        await FillAsync();
        await using ReportContext report = await _store.OpenReportAsync(Shop, default);

        Assert.Equal(StorageErrorCodes.UnknownField, Assert.Throws<CrmException>(() => report.Records(new RecordKind("test.none"))).Code);
        Assert.Equal(StorageErrorCodes.UnknownField, Assert.Throws<CrmException>(() => report.Items(TestModel.Purchase.Kind, "none")).Code);
    }

    private static Task<List<string?>> NumbersAsync(ReportContext report) =>
        report.Records(TestModel.Purchase.Kind).Select(static row => EF.Property<string?>(row, "number")).OrderBy(static number => number).ToListAsync();

    private async Task FillAsync()
    {
        await _store.EnsureSchemaAsync(TestModel.Catalogue, SchemaMode.CreateOrExtend, default);
        await CommitAsync(Shop, "S-1", "S-2", "S-3");
        await CommitAsync(Other, "O-1");
    }

    private async Task CommitAsync(TenantId tenant, params string[] numbers)
    {
        Purchase[] purchases = [.. numbers.Select(static (number, i) => new Purchase { Id = RecordId.New(), Number = number, Lines = [new PurchaseLine("lamp", 100 * (i + 1))] })];
        UniqueKeyModel key = TestModel.Purchase.UniqueKeys.Single(static key => key.Name == "number");
        Assert.IsType<CommitResult.Committed>(await _store.CommitAsync(
            new CommitBatch(
                tenant,
                RecordId.New().Value,
                new ActorId("test"),
                Instant.FromUtc(2026, 1, 1, 0, 0),
                [.. purchases.Select(static purchase => new RecordWrite(TestModel.Purchase.Kind, purchase.Id, 0, purchase))],
                claims: [.. purchases.Select(purchase => new KeyClaim(new UniqueKey(TestModel.Purchase.Kind, key.Name, key.ValueOf(purchase)!), purchase.Id))]),
            default));
    }

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await base.DisposeAsync();
    }
}
