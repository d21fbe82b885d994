using System.Data;
using System.Data.Common;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
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
public abstract class RelationalStore : ICrmStore, IColumnReader, ISegmentStore, IStoreMaintenance, IStoreTenants, IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ContextFactory _contexts;
    private readonly Lazy<SqlDialect> _dialect;
    private readonly Lazy<(DbProviderFactory Factory, string Connection)> _readers;
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
        _dialect = new Lazy<SqlDialect>(CreateDialect);
        _readers = new Lazy<(DbProviderFactory, string)>(ReaderSource);
    }

    /// <inheritdoc/>
    public StoreDescriptor Descriptor { get; }

    /// <summary>The tables of the model.</summary>
    /// <exception cref="InvalidOperationException"><see cref="EnsureSchemaAsync"/> was not called.</exception>
    protected RelationalModel Model => Opened.Model;

    /// <summary>The store's timers.</summary>
    protected TimeProvider Time => _time;

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
            SchemaPlan plan = await Migrator().PlanAsync(relational, cancellationToken).ConfigureAwait(false);
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
    public bool Runs(RecordKind kind, RecordPredicate predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Opened.Queries.Runs(kind, predicate);
    }

    /// <inheritdoc/>
    public Task<RecordPage> QueryAsync(StoreQuery query, RecordPredicate predicate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(predicate);
        return Opened.Queries.PageAsync(query, predicate, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(StoreQuery query, RecordPredicate predicate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(predicate);
        return Opened.Queries.CountAsync(query, predicate, cancellationToken);
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
        DbConnection connection = await OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            int number = await _tenants.FindAsync(tenant, connection, _dialect.Value, cancellationToken).ConfigureAwait(false) ?? 0; // 0 is nobody's number
            return new ReportContext(ready.ReportOptions.Value, ready.Model, ready.Schema, ConfigureColumn, number);
        }
    }

    /// <inheritdoc/>
    public async Task<StoreStatus> StatusAsync(ModelCatalogue model, bool countRecords, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var relational = new RelationalModel(model);
        SchemaPlan plan = await Migrator().PlanAsync(relational, cancellationToken).ConfigureAwait(false);
        var kinds = new List<StoredKindStatus>();
        string? engine = null;
        if (plan.Stored is { } stored)
        {
            DbConnection connection = await OpenReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                engine = EngineVersion(connection);
                foreach (TableSchema table in stored.Schema.Tables.Where(static table => table.Kind is not null).OrderBy(static table => table.Kind, StringComparer.Ordinal))
                {
                    long? records = countRecords ? await StoreInventory.CountRowsAsync(connection, _dialect.Value, table.Name, cancellationToken).ConfigureAwait(false) : null;
                    kinds.Add(new StoredKindStatus(table.Kind!, records, model.Kinds.Any(kind => kind.Kind.Name == table.Kind)));
                }
            }
        }

        return new StoreStatus(Descriptor.Name, Location, engine, plan.Stored?.Layout, plan.Stored?.Sdk, plan.Lines.ToValueList(), Warnings().ToValueList(), kinds.ToValueList());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TenantId>> TenantsAsync(CancellationToken cancellationToken) =>
        await IsInitializedAsync(cancellationToken).ConfigureAwait(false)
            ? [.. (await TenantNamesAsync(cancellationToken).ConfigureAwait(false)).Order(Comparer<string>.Create(CanonicalText.Compare)).Select(static name => new TenantId(name))]
            : [];

    /// <inheritdoc/>
    public async Task MigrateAsync(ModelCatalogue model, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        await _schemaGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var relational = new RelationalModel(model);
            if (!(await Migrator().PlanAsync(relational, cancellationToken).ConfigureAwait(false)).IsEmpty)
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
        IReadOnlyList<string> tenants = await TenantNamesAsync(cancellationToken).ConfigureAwait(false);
        return await StoreInventory.UnreadableAsync(ready.Model, ready.Queries, tenants, cancellationToken).ConfigureAwait(false);
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

    /// <summary>What the database's SQL looks like where records are read. By default asked of the EF Core provider.</summary>
    protected virtual SqlDialect CreateDialect()
    {
        using CatalogueContext context = _contexts.Open(StoreSchema.System, StoreAccess.Read);
        return new ProviderDialect(context);
    }

    /// <summary>Opens a connection for reading; disposing of it gives it back. By default the connection of <see cref="Configure"/>, from its provider's pool.</summary>
    protected virtual async ValueTask<DbConnection> OpenReaderAsync(CancellationToken cancellationToken)
    {
        (DbProviderFactory factory, string connectionString) = _readers.Value;
        DbConnection connection = factory.CreateConnection()!;
        connection.ConnectionString = connectionString;
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Begins a transaction that sees one state of the database, for reads of several statements.</summary>
    protected virtual ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
    }

    /// <summary>Whether the database is there and has the store's own tables. By default asked of the EF Core provider.</summary>
    protected virtual async Task<bool> IsInitializedAsync(CancellationToken cancellationToken)
    {
        CatalogueContext context = _contexts.Open(StoreSchema.System, StoreAccess.Read);
        await using (context.ConfigureAwait(false))
        {
            return await context.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken).ConfigureAwait(false)
                && await context.GetService<IHistoryRepository>().ExistsAsync(cancellationToken).ConfigureAwait(false);
        }
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
        return ReaderScan.RunAsync(command, sink, _dialect.Value, cancellationToken);
    }

    /// <summary>The version of the database engine.</summary>
    protected virtual string? EngineVersion(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.ServerVersion;
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

    private SchemaMigrator Migrator() => new(_contexts, new SchemaReader(() => _dialect.Value, IsInitializedAsync, OpenReaderAsync), () => _dialect.Value, DataSteps);

    private (DbProviderFactory Factory, string Connection) ReaderSource()
    {
        using CatalogueContext context = _contexts.Open(StoreSchema.System, StoreAccess.Read);
        DbConnection connection = context.Database.GetDbConnection();
        return (
            DbProviderFactories.GetFactory(connection) ?? throw new NotSupportedException($"{connection.GetType().Name} has no factory; override {nameof(OpenReaderAsync)}."),
            context.Database.GetConnectionString() ?? throw new NotSupportedException($"The provider was given a connection without a connection string; override {nameof(OpenReaderAsync)}."));
    }

    private async Task<IReadOnlyList<string>> TenantNamesAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = await OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await StoreInventory.TenantNamesAsync(connection, _dialect.Value, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task MigrateCoreAsync(RelationalModel model, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken) => RunExclusiveAsync(
        async token =>
        {
            SchemaMigrator migrator = Migrator();
            SchemaPlan plan = await migrator.PlanAsync(model, token).ConfigureAwait(false); // again: another process may just have done it
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

    private void Open(RelationalModel model)
    {
        StoreSchema schema = StoreSchema.Of(model);
        StoreSchema written = schema.WithoutIndexes();
        var queries = new RecordQueries(model, _dialect.Value, _tenants, OpenReaderAsync, BeginSnapshotAsync);
        _ready = new Ready(
            model,
            schema,
            new Lazy<DbContextOptions>(_contexts.ReportOptions),
            queries,
            new EfCommitter(model, _dialect.Value, () => _contexts.Open(written, StoreAccess.Write), _tenants, IsRace, _time),
            new ColumnScan(model, queries, ScanAsync));
    }

    /// <summary>What there is once the schema fits.</summary>
    private sealed record Ready(
        RelationalModel Model,
        StoreSchema Schema,
        Lazy<DbContextOptions> ReportOptions,
        RecordQueries Queries,
        EfCommitter Committer,
        ColumnScan Columns);
}
