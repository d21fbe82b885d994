using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests.Schema;

/// <summary>Attributes are declared and indexed without a migration (CU-4): the store makes and fills the column by itself.</summary>
public sealed class ComputedColumnTests : IAsyncDisposable
{
    private static readonly TenantId Tenant = new("default");
    private static readonly AttributeDefinition Shoe = new("acme.shoe", AttributeType.Whole);
    private static readonly StoreQuery Asked = new(Tenant, CustomerModel.Kind.Kind) { Where = Condition.Is(Shoe.Field, Comparison.GreaterOrEqual, FieldValue.Of(40)), Order = new RecordOrder(Shoe.Field) };

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task An_attribute_that_is_indexed_later_finds_the_customers_that_had_it_before()
    {
        Customer[] written = [.. Enumerable.Range(1, 3_000).Select(static i => Wearing(i))];
        await WithStoreAsync([Shoe], async store =>
        {
            Assert.True((await store.CommitAsync(Batch(written), default)) is CommitResult.Committed);
            CrmException refused = await Assert.ThrowsAsync<CrmException>(() => store.QueryAsync(Asked, default)); // the core judges it itself then
            Assert.Equal(StorageErrorCodes.UnknownField, refused.Code);
        });

        await WithStoreAsync([Shoe with { Indexed = true }], async store =>
        {
            RecordPage page = await store.QueryAsync(Asked with { Limit = 5 }, default);
            Assert.Equal(["40", "41", "42", "43", "44"], page.Records.Select(static record => ((Customer)record.Entity).Attribute("acme.shoe")!));
            Assert.Equal(2_961, await store.CountAsync(Asked, default));
        });
    }

    [Fact]
    public async Task What_was_written_while_nobody_declared_it_is_found_when_it_is_declared_again()
    {
        await WithStoreAsync([Shoe with { Indexed = true }], async store => await store.CommitAsync(Batch(Wearing(40)), default));
        await WithStoreAsync([], async store => await store.CommitAsync(Batch(Wearing(41)), default));
        await WithStoreAsync([Shoe with { Indexed = true }], async store => Assert.Equal(2, await store.CountAsync(Asked, default)));
    }

    public async ValueTask DisposeAsync() => await _folder.DisposeAsync();

    private static Customer Wearing(int size) => Customer.Individual(PersonName.Of("Ada")).WithAttribute("acme.shoe", $"{size}");

    private static CommitBatch Batch(params Customer[] customers) => new(
        Tenant, RecordId.New().Value, "test", Instant.FromUtc(2026, 1, 1, 0, 0), [.. customers.Select(static customer => new RecordWrite(CustomerModel.Kind.Kind, customer.Id, 0, customer))]);

    private async Task WithStoreAsync(AttributeDefinition[] attributes, Func<SqliteStore, Task> use)
    {
        await using SqliteStore store = TestStores.Sqlite(_folder.PathOf("crm.db"));
        await store.EnsureSchemaAsync(new ModelCatalogue([CustomerModel.With(attributes)]), SchemaMode.CreateOrExtend, default);
        await use(store);
    }
}
