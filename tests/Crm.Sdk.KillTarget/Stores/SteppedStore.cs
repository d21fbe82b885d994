using Crm.Sdk.EntityFrameworkCore;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Crm.Sdk.KillTarget.Stores;

/// <summary>A store over the relational base whose later releases bring data steps.</summary>
public sealed class SteppedStore(string database, params IReadOnlyList<IDataStep> steps) : RelationalStore(
    new StoreDescriptor("stepped", Durable: true, ConditionNodes.NormalForm, FieldSupport.Indexed, MaxRecordsPerBatch: 10_000))
{
    protected override IReadOnlyList<IDataStep> DataSteps => steps;

    protected override string Location => database;

    protected override void Configure(DbContextOptionsBuilder options, StoreAccess access) => options.UseSqlite($"Data Source={database};Pooling=False");
}
