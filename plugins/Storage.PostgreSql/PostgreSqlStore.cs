using System.Data.Common;
using Crm.Sdk.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace Crm.Sdk.Storage.PostgreSql;

/// <summary>A store in a PostgreSQL database that many hosts share.</summary>
/// <remarks>
/// Commits of one tenant take their positions one after another, at their end, under the tenant's row; tenants do not wait for each other. The schema is
/// changed under an advisory lock. Thread-safe.
/// </remarks>
public sealed class PostgreSqlStore : RelationalStore
{
    private readonly PostgreSqlStoreOptions _options;
    private readonly NpgsqlDataSource _source;
    private readonly BatchCommitter _committer;

    /// <summary>Makes a store of its settings; nothing is opened yet.</summary>
    /// <exception cref="CrmException">CRM2014: the connection string is not one.</exception>
    public PostgreSqlStore(IOptions<PostgreSqlStoreOptions> options, TimeProvider time, ILoggerFactory loggers)
        : base(new StoreDescriptor("PostgreSQL", Durable: true, ConditionNodes.NormalForm, FieldSupport.Columns, MaxRecordsPerBatch: 100_000) { IsShared = true }, time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        NpgsqlConnectionStringBuilder connection = Parse(_options.ConnectionString);
        Location = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{connection.Host}:{connection.Port}/{connection.Database}");
        _source = new NpgsqlDataSourceBuilder(connection.ConnectionString).UseLoggerFactory(loggers).Build();
        _committer = new BatchCommitter(_source, time);
    }

    /// <inheritdoc/>
    protected override string Location { get; }

    /// <inheritdoc/>
    public override async Task<Instant> NowAsync(CancellationToken cancellationToken)
    {
        NpgsqlCommand command = _source.CreateCommand("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
        await using (command.ConfigureAwait(false))
        {
            long microseconds = (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            return NeverEarlier(InstantPrecision.FromUnixMicroseconds(microseconds));
        }
    }

    /// <summary>Closes the connections.</summary>
    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Configure(DbContextOptionsBuilder options, StoreAccess access) => options.UseNpgsql(_source);

    /// <inheritdoc/>
    protected override void ConfigureColumn(PropertyBuilder column, ColumnType type)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (type == ColumnType.Text)
        {
            column.UseCollation("C"); // bytes of UTF-8: the order of code points, the same on every machine
        }
    }

    /// <inheritdoc/>
    protected override SqlDialect CreateDialect() => PostgreSqlDialect.Instance;

    /// <inheritdoc/>
    protected override async ValueTask<DbConnection> OpenReaderAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override Task<CommitResult> CommitCoreAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        _committer.CommitAsync(new CommitPlan(batch, Model), cancellationToken);

    /// <inheritdoc/>
    protected override async Task<bool> IsInitializedAsync(CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlCommand command = _source.CreateCommand("SELECT to_regclass('crm_schema') IS NOT NULL");
            await using (command.ConfigureAwait(false))
            {
                return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
            }
        }
        catch (NpgsqlException error) when (error is not PostgresException || error.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"{Location} cannot be opened: {error.Message} The server must be reachable and the database must exist.", error);
        }
    }

    /// <inheritdoc/>
    protected override async Task RunExclusiveAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        NpgsqlConnection holder = await MigrationLock.AcquireAsync(_source, Location, _options.MigrationWait, Time, cancellationToken).ConfigureAwait(false);
        try
        {
            await work(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await MigrationLock.ReleaseAsync(holder).ConfigureAwait(false);
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            builder.ApplicationName ??= "Crm.Sdk";
            builder.MaxAutoPrepare = builder.MaxAutoPrepare == 0 ? 200 : builder.MaxAutoPrepare; // statements come from a catalogue, so they are few and recur
            return builder;
        }
        catch (ArgumentException error)
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"The connection string is not one of PostgreSQL ({error.Message}); write 'Host=localhost;Database=crm;Username=crm'.", error);
        }
    }
}
