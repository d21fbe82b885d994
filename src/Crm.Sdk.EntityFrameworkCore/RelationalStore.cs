using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>
/// A store on a relational database. Tables, commits, queries and upgrades are generated from the catalogue through EF Core, so that a provider becomes a
/// store by naming itself in <see cref="Configure"/>; what measures well with a provider's own commands can be overridden.
/// </summary>
/// <remarks>
/// <para>Needs of the database: serializable transactions, DDL inside transactions, unique indexes that let nulls repeat, and text compared by code point
/// (<see cref="ConfigureColumn"/>). Conditions and orders may name every field of composed kinds, and the indexed ones of the others.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public abstract class RelationalStore : ICrmStore, IColumnReader, IStoreMaintenance, IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ContextFactory _contexts;
    private readonly TenantDirectory _tenants = new();
    private readonly SemaphoreSlim _schemaGate = new(1, 1);
    private long _lastNow = long.MinValue;
    private Ready? _ready;

    /// <summary>Makes a store; nothing is opened yet.</summary>
    /// <param name="descriptor">What the store says of itself.</param>
    /// <param name="time">The machine's clock and timers.</param>
    protected RelationalStore(StoreDescriptor descriptor, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Descriptor = descriptor;
        _time = time ?? TimeProvider.System;
        _contexts = new ContextFactory(Configure, ConfigureColumn);
    }

    /// <inheritdoc/>
    public StoreDescriptor Descriptor { get; }

    /// <summary>The tables of the model.</summary>
    /// <exception cref="InvalidOperationException"><see cref="EnsureSchemaAsync"/> was not called.</exception>
    protected RelationalModel Model => Opened.Model;

    /// <summary>The store's timers.</summary>
    protected TimeProvider Time => _time;

    /// <summary>Whether the database sorts null before every value when ascending. Pages by a field are then read by one statement instead of two.</summary>
    protected virtual bool NullsSortFirst => false;

    /// <summary>Data steps between releases; none by default.</summary>
    protected virtual IReadOnlyList<IDataStep> DataSteps => [];

    private Ready Opened => _ready ?? throw new InvalidOperationException($"{nameof(EnsureSchemaAsync)} is called before anything else.");

    /// <inheritdoc/>
    public async Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (_ready?.Model.Catalogue == model)
        {
            return;
        }

        await _schemaGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var relational = new RelationalModel(model);
            SchemaPlan plan = await Migrator().PlanAsync(relational, StoreAccess.Read, cancellationToken).ConfigureAwait(false);
            if (!plan.IsEmpty)
            {
                if (mode == SchemaMode.Verify)
                {
                    throw new CrmException(StorageErrorCodes.SchemaMissing, $"The store is not ready for the model; `crm db migrate` would: {string.Join("; ", plan.Lines)}.");
                }

                await MigrateCoreAsync(relational, null, cancellationToken).ConfigureAwait(false);
            }

            Open(relational);
        }
        finally
        {
            _schemaGate.Release();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Opened.Queries.FindAsync(tenant, kind, ids, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Opened.Queries.PageAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Opened.Queries.CountAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Records > Descriptor.MaxRecordsPerBatch)
        {
            throw new CrmException(StorageErrorCodes.BadBatch, $"The batch names {batch.Records} records; {Descriptor.Name} takes {Descriptor.MaxRecordsPerBatch} in one.");
        }

        return await CommitCoreAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public virtual Task<Instant> NowAsync(CancellationToken cancellationToken) => Task.FromResult(NeverEarlier(_time.GetUtcNow().ToInstant()));

    /// <inheritdoc/>
    public Task ReadColumnsAsync(
        StoreQuery query, IReadOnlyList<FieldId> fields, Func<ColumnBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(onBatch);
        return Opened.Columns.ReadAsync(query, fields, onBatch, cancellationToken);
    }

    /// <summary>Opens a read-only context over the tables of one tenant, for a host's own reports.</summary>
    public async Task<ReportContext> OpenReportAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        Ready ready = Opened;
        CatalogueContext context = ready.OpenReader();
        await using (context.ConfigureAwait(false))
        {
            int number = await _tenants.FindAsync(tenant, context, cancellationToken).ConfigureAwait(false) ?? 0; // 0 is nobody's number
            return new ReportContext(ready.ReportOptions.Value, ready.Model, ready.Schema, ConfigureColumn, number);
        }
    }

    /// <inheritdoc/>
    public async Task<StoreStatus> StatusAsync(ModelCatalogue model, bool countRecords, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var relational = new RelationalModel(model);
        SchemaPlan plan = await Migrator().PlanAsync(relational, StoreAccess.Read, cancellationToken).ConfigureAwait(false);
        var kinds = new List<StoredKindStatus>();
        StoreSchema stored = plan.Stored?.Schema ?? new StoreSchema([]);
        CatalogueContext context = _contexts.Open(stored, StoreAccess.Read);
        await using (context.ConfigureAwait(false))
        {
            foreach (TableSchema table in stored.Tables.Where(static table => table.Kind is not null).OrderBy(static table => table.Kind, StringComparer.Ordinal))
            {
                long? count = countRecords ? await context.Rows(table.Name).LongCountAsync(cancellationToken).ConfigureAwait(false) : null;
                kinds.Add(new StoredKindStatus(table.Kind!, count, model.Kinds.Any(kind => kind.Kind.Name == table.Kind)));
            }

            return new StoreStatus(
                Descriptor.Name,
                Location,
                plan.Stored is null ? null : await EngineVersionAsync(context, cancellationToken).ConfigureAwait(false),
                plan.Stored?.Layout,
                plan.Stored?.Sdk,
                plan.Lines.ToValueList(),
                Warnings().ToValueList(),
                kinds.ToValueList());
        }
    }

    /// <inheritdoc/>
    public async Task MigrateAsync(ModelCatalogue model, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        await _schemaGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var relational = new RelationalModel(model);
            if (!(await Migrator().PlanAsync(relational, StoreAccess.Read, cancellationToken).ConfigureAwait(false)).IsEmpty)
            {
                await MigrateCoreAsync(relational, progress, cancellationToken).ConfigureAwait(false);
            }

            Open(relational);
        }
        finally
        {
            _schemaGate.Release();
        }
    }

    /// <inheritdoc/>
    /// <remarks>Here: reads every record of every tenant. A provider adds the checks of its database.</remarks>
    public virtual async Task<IReadOnlyList<string>> VerifyAsync(ModelCatalogue model, CancellationToken cancellationToken)
    {
        await EnsureSchemaAsync(model, SchemaMode.Verify, cancellationToken).ConfigureAwait(false);
        Ready ready = Opened;
        string[] tenants;
        CatalogueContext context = ready.OpenReader();
        await using (context.ConfigureAwait(false))
        {
            tenants = await context.Rows(SystemTables.Tenants.Name).Select(static row => EF.Property<string>(row, "name")).ToArrayAsync(cancellationToken).ConfigureAwait(false);
        }

        var findings = new List<string>();
        foreach (KindTable table in ready.Model.Tables)
        {
            foreach (string tenant in tenants)
            {
                try
                {
                    await ReadAllAsync(ready, new StoreQuery(new TenantId(tenant), table.Kind.Kind) { Limit = 1_000 }, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is CrmException or DbException or InvalidOperationException)
                {
                    findings.Add($"Kind '{table.Kind.Kind}' of tenant '{tenant}': {error.Message}");
                }
            }
        }

        return findings;
    }

    /// <summary>Lets go of what the store holds.</summary>
    public virtual ValueTask DisposeAsync()
    {
        _schemaGate.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Where the store is, for people and without secrets.</summary>
    protected abstract string Location { get; }

    /// <summary>Names the EF Core provider and its connection. Called for each access, for writing each time anew.</summary>
    /// <param name="options">The options to configure.</param>
    /// <param name="access">What the connection is for.</param>
    protected abstract void Configure(DbContextOptionsBuilder options, StoreAccess access);

    /// <summary>Maps a column. By default UUIDs are 16 big-endian bytes and all else is as the provider has it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="type">Its type.</param>
    protected virtual void ConfigureColumn(PropertyBuilder column, ColumnType type)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (type == ColumnType.Id)
        {
            column.HasConversion<BigEndianId>();
        }
    }

    /// <summary>Commits a batch. By default through EF Core in one serializable transaction.</summary>
    protected virtual Task<CommitResult> CommitCoreAsync(CommitBatch batch, CancellationToken cancellationToken) => Opened.Committer.CommitAsync(batch, cancellationToken);

    /// <summary>Begins a transaction that sees one state of the database, for reads of several statements.</summary>
    protected virtual Task<IDbContextTransaction> BeginSnapshotAsync(DbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
    }

    /// <summary>Runs work that changes the schema while no other process does. By default nothing is locked: run migrations from one place.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops the waiting and the work.</param>
    protected virtual Task RunExclusiveAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work(cancellationToken);
    }

    /// <summary>Called before the first change of a migration of a store that holds something, inside <see cref="RunExclusiveAsync"/>: the place for a backup.</summary>
    protected virtual Task BeforeMigrationAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether an error of the database means that another writer was first, so that the batch is to be judged again.</summary>
    protected virtual bool IsRace(DbException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.IsTransient || error.SqlState is { } state && (state.StartsWith("23", StringComparison.Ordinal) || state.StartsWith("40", StringComparison.Ordinal));
    }

    /// <summary>Runs a scan and puts its rows into the sink. By default with the provider's data reader.</summary>
    protected virtual Task ScanAsync(DbCommand command, ColumnSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(sink);
        return ReaderScan.RunAsync(command, sink, Opened.NativeIds, cancellationToken);
    }

    /// <summary>The version of the database engine; null where it does not say.</summary>
    protected virtual async Task<string?> EngineVersionAsync(DbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return context.Database.GetDbConnection().ServerVersion;
    }

    /// <summary>What an operator should know of the store.</summary>
    protected virtual IEnumerable<string> Warnings() => [];

    /// <summary>The instant, or the latest one that was answered before where that is later.</summary>
    protected Instant NeverEarlier(Instant now)
    {
        long microseconds = now.ToUnixMicroseconds();
        long last = Volatile.Read(ref _lastNow);
        while (microseconds > last)
        {
            long seen = Interlocked.CompareExchange(ref _lastNow, microseconds, last);
            if (seen == last)
            {
                return InstantPrecision.FromUnixMicroseconds(microseconds);
            }

            last = seen;
        }

        return InstantPrecision.FromUnixMicroseconds(last);
    }

    private static async Task ReadAllAsync(Ready ready, StoreQuery query, CancellationToken cancellationToken)
    {
        for (PageCursor? after = null; ;)
        {
            RecordPage page = await ready.Queries.PageAsync(query with { After = after }, cancellationToken).ConfigureAwait(false);
            if ((after = page.Next) is null)
            {
                return;
            }
        }
    }

    private SchemaMigrator Migrator() => new(_contexts, DataSteps);

    private Task MigrateCoreAsync(RelationalModel model, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken) => RunExclusiveAsync(
        async token =>
        {
            SchemaMigrator migrator = Migrator();
            SchemaPlan plan = await migrator.PlanAsync(model, StoreAccess.Write, token).ConfigureAwait(false); // again: another process may just have done it
            if (plan.IsEmpty)
            {
                return;
            }

            if (plan.Stored is not null && !plan.Resumes)
            {
                await BeforeMigrationAsync(token).ConfigureAwait(false);
            }

            await migrator.RunAsync(plan, model, progress, token).ConfigureAwait(false);
        },
        cancellationToken);

    [MemberNotNull(nameof(_ready))]
    private void Open(RelationalModel model)
    {
        StoreSchema schema = StoreSchema.Of(model);
        CatalogueContext OpenReader() => _contexts.Open(schema, StoreAccess.Read);
        using CatalogueContext context = OpenReader();
        bool nativeIds = context.Model.FindEntityType(SystemTables.Commits.Name)!.FindProperty("commit_id")!.GetRelationalTypeMapping().Converter is null;
        _ready = new Ready(
            model,
            schema,
            nativeIds,
            OpenReader,
            new Lazy<DbContextOptions>(_contexts.ReportOptions),
            new RecordQueries(model, OpenReader, _tenants, nativeIds, NullsSortFirst, BeginSnapshotAsync),
            new EfCommitter(model, () => _contexts.Open(schema, StoreAccess.Write), _tenants, IsRace, _time),
            new ColumnScan(model, OpenReader, _tenants, nativeIds, ScanAsync));
    }

    /// <summary>What there is once the schema fits.</summary>
    private sealed record Ready(
        RelationalModel Model,
        StoreSchema Schema,
        bool NativeIds,
        Func<CatalogueContext> OpenReader,
        Lazy<DbContextOptions> ReportOptions,
        RecordQueries Queries,
        EfCommitter Committer,
        ColumnScan Columns);
}
