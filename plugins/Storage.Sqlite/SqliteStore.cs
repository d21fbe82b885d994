using System.Data;
using System.Data.Common;
using Crm.Sdk.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>
/// A store in one SQLite file. One connection writes, with a lock that keeps other processes from writing; any number of read-only connections read, in
/// this process and in others, and never wait.
/// </summary>
/// <remarks>
/// The file runs in WAL mode: beside it lie <c>FILE-wal</c> and <c>FILE-shm</c> while it is open, and <c>FILE.writer</c>. The right to write is taken
/// with the first commit or change of the schema and kept until the store is disposed of. Thread-safe.
/// </remarks>
public sealed class SqliteStore : RelationalStore, IStoreBackup, IStoreRestore
{
    private readonly string _path;
    private readonly string _readConnection;
    private readonly SqliteStoreOptions _options;
    private readonly ClockMark _clock = new();
    private readonly WriterLane _lane;

    /// <summary>Makes a store of its settings; nothing is opened yet.</summary>
    /// <exception cref="CrmException">CRM2014: the connection string names no file.</exception>
    public SqliteStore(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteStore> logger)
        : base(new StoreDescriptor("SQLite", Durable: true, ConditionNodes.NormalForm, FieldSupport.Columns, MaxRecordsPerBatch: 100_000), time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _path = SqliteLocation.PathOf(_options.ConnectionString);
        _readConnection = SqliteLocation.ReadOnlyConnection(_path);
        _lane = new WriterLane(
            token => WriterConnection.OpenAsync(_path, _options, Time, logger, token),
            (connection, model) => new BatchWriter(model, connection.Connection.Handle!),
            _options.GroupLimit,
            _clock,
            logger);
    }

    /// <inheritdoc/>
    protected override string Location => _path;

    /// <inheritdoc/>
    public async Task BackupAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        string target = Path.GetFullPath(path);
        await Task.Run(() => SqliteBackup.WriteAsync(_readConnection, target), cancellationToken).ConfigureAwait(false); // SQLite copies on the thread that asks
    }

    /// <inheritdoc/>
    public async Task<StoreRestored> RestoreAsync(string path, ModelCatalogue model, bool replace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(model);
        if (_lane.Current is not null)
        {
            throw new InvalidOperationException("This store has written already; restore with one that was just made.");
        }

        return await new SqliteRestore(_path, _options, Time).RunAsync(Path.GetFullPath(path), model, replace, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The machine's clock, never earlier than what this process answered, nor than what is written in the file: an answer is written with the next
    /// commit. After the machine's clock was set back, the store's stands still until it is caught up.
    /// </remarks>
    public override async Task<Instant> NowAsync(CancellationToken cancellationToken)
    {
        Instant now = Time.GetUtcNow().ToInstant();
        if (File.Exists(_path))
        {
            DbConnection connection = await OpenReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                now = Instant.Max(now, await _clock.ReadAsync(connection, cancellationToken).ConfigureAwait(false) ?? now);
            }
        }

        Instant answer = NeverEarlier(now);
        _clock.Note(answer);
        return answer;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> VerifyAsync(ModelCatalogue model, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> findings = await SqliteIntegrity.CheckAsync(_path, cancellationToken).ConfigureAwait(false);
        return findings.Count > 0 ? findings : await base.VerifyAsync(model, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what was asked for, closes the file and lets go of the right to write.</summary>
    public override async ValueTask DisposeAsync()
    {
        using (var pooled = new SqliteConnection(_readConnection))
        {
            SqliteConnection.ClearPool(pooled); // first, so that the writer is the last to close and copies the log into the file
        }

        await _lane.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Configure(DbContextOptionsBuilder options, StoreAccess access)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (access == StoreAccess.Read)
        {
            options.UseSqlite(_readConnection);
        }
        else
        {
            WriterConnection writer = _lane.Current ?? throw new InvalidOperationException("The writer's connection is used on its lane only.");
            options.UseSqlite(writer.Connection);
        }
    }

    /// <inheritdoc/>
    protected override Task<CommitResult> CommitCoreAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        _lane.CommitAsync(new CommitPlan(batch, Model), cancellationToken);

    /// <inheritdoc/>
    protected override SqlDialect CreateDialect() => SqliteDialect.Instance;

    /// <inheritdoc/>
    protected override async ValueTask<DbConnection> OpenReaderAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_readConnection);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException error)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw SqliteErrors.Opening(_path, error);
        }

        return connection;
    }

    /// <inheritdoc/>
    protected override Task ScanAsync(DbCommand command, ColumnSink sink, CancellationToken cancellationToken) => SqliteScan.RunAsync(command, sink, cancellationToken);

    /// <inheritdoc/>
    protected override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true)); // an immediate one would ask to write
    }

    /// <inheritdoc/>
    protected override async Task<bool> IsInitializedAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            return false;
        }

        DbConnection connection = await OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            DbCommand command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'crm_schema'";
                try
                {
                    return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is 1L;
                }
                catch (SqliteException error)
                {
                    throw SqliteErrors.Opening(_path, error);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override Task RunExclusiveAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        _lane.RunAsync((_, token) => work(token), cancellationToken);

    /// <inheritdoc/>
    protected override Task BeforeMigrationAsync(CancellationToken cancellationToken) => SqliteBackup.WriteBesideAsync(_path, _readConnection, Time.GetUtcNow());

    /// <inheritdoc/>
    protected override IEnumerable<string> Warnings()
    {
        string version = raw.sqlite3_libversion().utf8_to_string();
        if (SqliteVersions.HasWalResetRace(version))
        {
            yield return SqliteVersions.WalResetWarning(version);
        }

        if (_options.Synchronous == SqliteSynchronous.Normal)
        {
            yield return "Commits count as written when the operating system has them (synchronous NORMAL): a power cut may lose the last ones.";
        }
    }
}
