using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>A store of an EF Core provider and nothing else: what the relational base does by itself. SQLite is only the provider at hand.</summary>
public sealed class PlainSqliteStore(string path) : RelationalStore(
    new StoreDescriptor("plain", Durable: true, ConditionNodes.NormalForm, FieldSupport.Indexed, MaxRecordsPerBatch: 10_000))
{
    protected override string Location => path;

    protected override void Configure(DbContextOptionsBuilder options, StoreAccess access) => options.UseSqlite($"Data Source={path}");
}
