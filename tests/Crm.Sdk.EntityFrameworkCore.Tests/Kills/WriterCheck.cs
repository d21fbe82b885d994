using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Looks whether a store holds what killed writers were promised, through the public API.</summary>
public sealed class WriterCheck(ICrmStore store)
{
    /// <summary>Whether a batch is there; one that is there in part breaks the test.</summary>
    public async Task<bool> IsWholeAsync(WrittenBatch batch)
    {
        IReadOnlyList<StoredRecord?> customers = await FindAsync(CustomerModel.Kind, [.. batch.Customers.Select(static customer => (RecordId)customer.Id)]);
        IReadOnlyList<StoredRecord?> orders = await FindAsync(OrderModel.Kind, [.. batch.Orders.Select(static order => (RecordId)order.Id)]);
        StoredRecord[] there = [.. customers.Concat(orders).OfType<StoredRecord>()];
        if (there.Length == 0)
        {
            return false;
        }

        Assert.Equal(batch.Customers.Count + batch.Orders.Count, there.Length); // torn otherwise
        Assert.All(there, static record => Assert.Equal(1, record.Version));
        Assert.Equal(batch.Customers, customers.Select(static record => (Customer)record!.Entity));
        Assert.Equal(batch.Orders, orders.Select(static record => (Order)record!.Entity));
        return true;
    }

    /// <summary>The sessions' records fit together: as many customers, orders, revisions and audit entries as the workers' own records say.</summary>
    /// <returns>The numbers, by worker.</returns>
    public async Task<IReadOnlyList<int>> SessionsAreWholeAsync()
    {
        var numbers = new List<int>();
        for (int worker = 0; worker < SessionWriter.Workers; worker++)
        {
            RecordPage own = await store.QueryAsync(
                new StoreQuery(SessionWriter.Scope.Tenant, CustomerModel.Kind.Kind) { Where = Condition.Equal(CustomerModel.Key, FieldValue.Of(SessionWriter.KeyOf(worker))) }, default);
            int number = own.Records is [var record] ? int.Parse(((Customer)record.Entity).Region!, CultureInfo.InvariantCulture) : 0;
            numbers.Add(number);
            Assert.Equal(number, own.Records is [var counter] ? counter.Version : 0);
            Assert.Equal(number, await CountAsync(SessionWriter.Scope.Tenant, CustomerModel.Kind, Condition.Equal(CustomerModel.Owner, FieldValue.Of(SessionWriter.KeyOf(worker)))));
        }

        Assert.Equal(numbers.Sum(), await CountAsync(SessionWriter.Scope.Tenant, OrderModel.Kind));
        Assert.Equal(numbers.Sum(), await CountAsync(SessionWriter.Scope.Tenant, AuditModel.Kind));
        Assert.Equal(numbers.Sum(static number => Math.Max(0, number - 1)), await CountAsync(SessionWriter.Scope.Tenant, RevisionModel.Kind));
        return numbers;
    }

    public async Task<long> BatchCustomersAsync() => await CountAsync(WrittenBatch.Tenant, CustomerModel.Kind);

    public async Task<long> BatchOrdersAsync() => await CountAsync(WrittenBatch.Tenant, OrderModel.Kind);

    private Task<IReadOnlyList<StoredRecord?>> FindAsync(KindModel kind, IReadOnlyList<RecordId> ids) => store.FindAsync(WrittenBatch.Tenant, kind.Kind, ids, default);

    private Task<long> CountAsync(TenantId tenant, KindModel kind, Condition? where = null) =>
        store.CountAsync(new StoreQuery(tenant, kind.Kind) { Where = where ?? Condition.Everything }, default);
}
