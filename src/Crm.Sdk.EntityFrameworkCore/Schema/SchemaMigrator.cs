using System.Data.Common;
using System.Text.Json;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Compares a database with a model and brings it up to it, with EF Core's model differ and SQL generator at run time.</summary>
/// <remarks>
/// Every transaction ends in a state that the description in <c>crm_schema</c> tells truly, so a migration may be killed anywhere and goes on from
/// there. It needs DDL inside transactions, which SQLite, PostgreSQL and SQL Server have.
/// </remarks>
internal sealed class SchemaMigrator(ContextFactory contexts, SchemaReader reader, Func<SqlDialect> dialect, IReadOnlyList<IDataStep> dataSteps)
{
    private const string Layout = "1.0";

    public static string SdkVersion { get; } = typeof(CrmException).Assembly.GetName().Version!.ToString(3);

    /// <summary>What the database lacks of a model. Changes nothing.</summary>
    public async Task<SchemaPlan> PlanAsync(RelationalModel model, CancellationToken cancellationToken)
    {
        StoredSchema? stored = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (stored is not null)
        {
            RefuseNewer(stored.Layout, Layout, "layout");
            RefuseNewer(stored.Sdk, SdkVersion, "SDK");
        }

        IDataStep[] steps = stored is null ? [] : [.. dataSteps
            .Where(step => !stored.BegunSteps.TryGetValue(step.Name, out (long Records, bool Done) begun) || !begun.Done)
            .OrderBy(static step => step.Name, StringComparer.Ordinal)];
        return new SchemaPlan(stored, new SchemaMerge(stored?.Schema, StoreSchema.Of(model)), steps);
    }

    /// <summary>Does what a plan lists. Called while nobody else changes the schema.</summary>
    public async Task RunAsync(SchemaPlan plan, RelationalModel model, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        if (plan.Stored is null)
        {
            await CreateDatabaseAsync(cancellationToken).ConfigureAwait(false);
        }

        var report = new StepReport(progress, plan.Steps.Count + plan.Merge.Fillings.Count + (plan.Merge.HasStructuralChanges ? 1 : 0));
        StoreSchema structure = plan.Stored?.Schema ?? new StoreSchema([]);
        if (plan.Merge.HasStructuralChanges)
        {
            report.Begin(plan.Stored is null ? "create tables" : "extend tables", 0);
            await ChangeStructureAsync(plan.Stored?.Schema, structure = plan.Merge.Structure, isNew: plan.Stored is null, LedgersOf(model), cancellationToken).ConfigureAwait(false);
        }

        foreach (IDataStep step in plan.Steps)
        {
            await RunStepAsync(step, plan, model, structure, report, cancellationToken).ConfigureAwait(false);
        }

        foreach ((TableSchema table, IReadOnlyList<string> columns) in plan.Merge.Fillings)
        {
            var filling = new ColumnFilling(model.Tables.First(candidate => candidate.Name == table.Name), columns, () => contexts.Open(structure, StoreAccess.Write));
            await RunStepAsync(filling, plan, model, structure, report, cancellationToken).ConfigureAwait(false);
        }

        if (plan.Merge.Fillings.Count > 0)
        {
            await ChangeStructureAsync(structure, plan.Merge.Target, isNew: false, LedgersOf(model), cancellationToken, finished: plan.Merge.Fillings).ConfigureAwait(false);
        }
    }

    private static void RefuseNewer(string stored, string own, string what)
    {
        if (Version.Parse(stored).Major > Version.Parse(own).Major)
        {
            throw new CrmException(StorageErrorCodes.SchemaTooNew, $"The store was written by {what} {stored}, which this program ({what} {own}) does not know; use the newer program.");
        }
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        CatalogueContext context = contexts.Open(StoreSchema.System, StoreAccess.Write);
        await using (context.ConfigureAwait(false))
        {
            IRelationalDatabaseCreator creator = context.GetService<IRelationalDatabaseCreator>();
            if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
            {
                await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Changes tables, columns and indexes together with their description: all or nothing.</summary>
    private async Task ChangeStructureAsync(
        StoreSchema? from,
        StoreSchema to,
        bool isNew,
        HashSet<string> ledgers,
        CancellationToken cancellationToken,
        IReadOnlyList<(TableSchema Table, IReadOnlyList<string> Columns)>? finished = null)
    {
        CatalogueContext context = contexts.Open(to, StoreAccess.Write);
        await using (context.ConfigureAwait(false))
        {
            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                IModel model = context.GetService<IDesignTimeModel>().Model;
                IReadOnlyList<MigrationOperation> operations = context.GetService<IMigrationsModelDiffer>().GetDifferences(SourceOf(from), model.GetRelationalModel());
                foreach (CreateIndexOperation index in operations.OfType<CreateIndexOperation>().Where(index => index.IsUnique && from?.Table(index.Table) is not null))
                {
                    await RefuseDuplicatesAsync(context, to.Table(index.Table)!.Index(index.Name)!, index.Table, cancellationToken).ConfigureAwait(false);
                }

                IRelationalConnection connection = context.GetService<IRelationalConnection>();
                foreach (MigrationCommand command in context.GetService<IMigrationsSqlGenerator>().Generate(operations, model))
                {
                    await command.ExecuteNonQueryAsync(connection, cancellationToken: cancellationToken).ConfigureAwait(false);
                }

                foreach (CreateTableOperation table in operations.OfType<CreateTableOperation>().Where(table => ledgers.Contains(table.Name)))
                {
                    foreach (string statement in dialect().Guard(table.Name))
                    {
#pragma warning disable EF1002 // made of the schema's own names, quoted
                        await context.Database.ExecuteSqlRawAsync(statement, cancellationToken).ConfigureAwait(false);
#pragma warning restore EF1002
                    }
                }

                await WriteDescriptionAsync(context, to, cancellationToken).ConfigureAwait(false);
                if (isNew)
                {
                    context.Rows(SystemTables.DataSteps.Name).AddRange(dataSteps.Select(static step => StepRow(step.Name, null, 0, done: true)));
                    await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                }

                foreach ((TableSchema table, _) in finished ?? [])
                {
                    string name = ColumnFilling.NameOf(table.Name); // gone, so that a later filling of the table begins at its beginning
                    await context.Rows(SystemTables.DataSteps.Name).Where(row => EF.Property<string>(row, "name") == name).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The tables whose rows the database itself is to guard.</summary>
    private static HashSet<string> LedgersOf(RelationalModel model) =>
        [.. model.Tables.Where(static table => table.Kind.IsLedger).SelectMany(static table => table.Parts.Select(static part => part.Name).Prepend(table.Name))];

    private IRelationalModel? SourceOf(StoreSchema? schema)
    {
        if (schema is null)
        {
            return null;
        }

        using CatalogueContext context = contexts.Open(schema, StoreAccess.Write);
        return context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    private static async Task WriteDescriptionAsync(CatalogueContext context, StoreSchema schema, CancellationToken cancellationToken)
    {
        await context.Rows(SystemTables.Schema.Name).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.Rows(SystemTables.Schema.Name).Add(new Dictionary<string, object>
        {
            ["id"] = 1L,
            ["layout"] = Layout,
            ["sdk"] = SdkVersion,
            ["tables"] = JsonSerializer.Serialize(schema, SchemaJson.Default.StoreSchema),
        });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says which values stand in the way of a unique index, instead of the database's own words.</summary>
    private static async Task RefuseDuplicatesAsync(CatalogueContext context, IndexSchema index, string table, CancellationToken cancellationToken)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        string[] columns = [.. index.Columns.Select(sql.DelimitIdentifier)];
        DbConnection connection = context.Database.GetDbConnection();
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // made of the schema's own names, quoted
            command.CommandText = $"SELECT {string.Join(", ", columns)}, COUNT(*) FROM {sql.DelimitIdentifier(table)} "
                + $"WHERE {string.Join(" AND ", columns.Select(static column => $"{column} IS NOT NULL"))} GROUP BY {string.Join(", ", columns)} HAVING COUNT(*) > 1";
#pragma warning restore CA2100
            DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    string values = string.Join(", ", Enumerable.Range(1, columns.Length - 1).Select(i => $"{index.Columns[i]} '{reader.GetValue(i)}'"));
                    throw new CrmException(
                        StorageErrorCodes.SchemaMissing,
                        $"Unique index '{index.Name}' cannot be made: {reader.GetValue(columns.Length)} records of table '{table}' have {values}. Change all but one of them with the earlier model first.");
                }
            }
        }
    }

    private async Task RunStepAsync(IDataStep step, SchemaPlan plan, RelationalModel model, StoreSchema structure, StepReport report, CancellationToken cancellationToken)
    {
        report.Begin(step.Name, plan.Stored?.BegunSteps.TryGetValue(step.Name, out (long Records, bool Done) begun) == true ? begun.Records : 0);
        bool done;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            CatalogueContext context = contexts.Open(structure, StoreAccess.Write);
            await using (context.ConfigureAwait(false))
            {
                IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    IQueryable<Dictionary<string, object>> own = context.Rows(SystemTables.DataSteps.Name).Where(row => EF.Property<string>(row, "name") == step.Name);
                    Dictionary<string, object>? row = await own.SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
                    string? cursor = row?.GetValueOrDefault("cursor") as string;
                    DbConnection connection = context.Database.GetDbConnection();
                    DataStepProgress chunk = await step.RunChunkAsync(new DataStepChunk(connection, transaction.GetDbTransaction(), model, cursor), cancellationToken).ConfigureAwait(false);
                    done = chunk.Cursor is null;
                    long records = report.Records + chunk.Records;
                    await own.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                    context.Rows(SystemTables.DataSteps.Name).Add(StepRow(step.Name, chunk.Cursor, records, done));
                    await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    report.Reach(records); // only what stays is told
                }
            }
        }
        while (!done);
    }

    private static Dictionary<string, object> StepRow(string name, string? cursor, long records, bool done)
    {
        var row = new Dictionary<string, object> { ["name"] = name, ["records"] = records, ["done"] = done ? 1L : 0L };
        if (cursor is not null)
        {
            row["cursor"] = cursor;
        }

        return row;
    }

    /// <summary>Counts steps and records for whoever listens.</summary>
    private sealed class StepReport(IProgress<MigrationProgress>? progress, int steps)
    {
        private string _step = string.Empty;
        private int _number;

        public long Records { get; private set; }

        public void Begin(string step, long records)
        {
            _step = step;
            _number++;
            Reach(records);
        }

        public void Reach(long records)
        {
            Records = records;
            progress?.Report(new MigrationProgress(_step, _number, steps, records));
        }
    }
}
