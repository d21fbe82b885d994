using System.Collections.Concurrent;
using System.Data;
using Crm.Sdk.EntityFrameworkCore;
using Npgsql;

namespace Crm.Sdk.Storage.PostgreSql;

/// <summary>Commits batches of many hosts at once.</summary>
/// <remarks>
/// <para>A transaction (READ COMMITTED) locks the records it changes, judges, writes, takes its position under the tenant's row, and only then looks at the
/// records it merely relied on: whoever holds that row sees every commit of an earlier position, and no later one can end before. So the batch is right at its
/// position without locks on what it only read.</para>
/// <para>Keys are judged by their unique indexes; one that another transaction took meanwhile fails the statement, and the batch is judged anew.</para>
/// </remarks>
internal sealed class BatchCommitter(NpgsqlDataSource source, TimeProvider time)
{
    private const int MaxAttempts = 20;

    private readonly ConcurrentDictionary<TenantId, int> _tenants = new();

    public async Task<CommitResult> CommitAsync(CommitPlan plan, CancellationToken cancellationToken)
    {
        bool judge = !plan.IndexesJudgeClaims || plan.Tables.Any(static table => table.Updates.Count + table.Deletes.Count + table.Checks.Count > 0);
        for (int attempt = 1; ; attempt++)
        {
            NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                try
                {
                    int tenant = await TenantAsync(connection, plan.Batch.Tenant, cancellationToken).ConfigureAwait(false);
                    if (await TryAsync(connection, plan, tenant, judge, cancellationToken).ConfigureAwait(false) is { } answer)
                    {
                        return answer;
                    }
                }
                catch (PostgresException error) when (IsRace(error))
                {
                    if (attempt == MaxAttempts)
                    {
                        throw new CrmException(
                            StorageErrorCodes.BadBatch, $"Commit {plan.Batch.CommitId} was refused {MaxAttempts} times by the database, although no version or claimed key speaks against it: {error.MessageText}", error);
                    }
                }
            }

            judge = true;
            if (attempt > 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 * attempt)), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Unique violation, serialization failure, deadlock: another transaction was first.</summary>
    private static bool IsRace(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private async ValueTask<int> TenantAsync(NpgsqlConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        if (_tenants.TryGetValue(tenant, out int known))
        {
            return known;
        }

        while (true)
        {
            var find = new NpgsqlCommand("SELECT tenant FROM crm_tenant WHERE name = $1", connection) { Parameters = { new() { Value = tenant.Value } } };
            await using (find.ConfigureAwait(false))
            {
                if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is int number)
                {
                    return _tenants.GetOrAdd(tenant, number);
                }
            }

            var add = new NpgsqlCommand(
                "INSERT INTO crm_tenant (tenant, name, position) SELECT coalesce(max(tenant), 0) + 1, $1, 0 FROM crm_tenant ON CONFLICT DO NOTHING", connection)
            { Parameters = { new() { Value = tenant.Value } } };
            await using (add.ConfigureAwait(false))
            {
                await add.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false); // nothing where another host was first: then it is found
            }
        }
    }

    /// <summary>One try. Null: a record that was only read has changed meanwhile; judge again.</summary>
    private static async Task<CommitResult?> TryAsync(NpgsqlConnection connection, CommitPlan plan, int tenant, bool judge, CancellationToken cancellationToken)
    {
        var statements = new BatchStatements(plan, tenant);
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            (long? position, CommitState state) = await ReadAsync(connection, plan, statements, judge, cancellationToken).ConfigureAwait(false);
            if (position is { } first)
            {
                return new CommitResult.Committed(first);
            }

            if (judge && state.Conflict(plan.Batch) is { } conflict)
            {
                // The same commit may have ended while this one waited for its locks.
                (position, _) = await ReadAsync(connection, plan, statements, judge: false, cancellationToken).ConfigureAwait(false);
                return position is { } now ? new CommitResult.Committed(now) : conflict;
            }

            (long written, bool checksHold) = await WriteAsync(connection, plan, statements, cancellationToken).ConfigureAwait(false);
            if (!checksHold)
            {
                return null;
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new CommitResult.Committed(written);
        }
    }

    private static async Task<(long? Position, CommitState State)> ReadAsync(
        NpgsqlConnection connection, CommitPlan plan, BatchStatements statements, bool judge, CancellationToken cancellationToken)
    {
        var state = new CommitState();
        var readers = new List<Action<NpgsqlDataReader>>();
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            long? position = null;
            Add(statements.FindCommit(), reader => position = reader.GetInt64(0));
            foreach (TablePlan table in judge ? plan.Tables : [])
            {
                foreach (NpgsqlBatchCommand versions in statements.Versions(table))
                {
                    Add(versions, reader => state.SetVersion(table.Table.Kind.Kind, new RecordId(reader.GetGuid(0)), reader.GetInt64(1)));
                }
            }

            foreach (ClaimedKeys claims in judge ? plan.Claims : [])
            {
                Add(statements.Holders(claims), reader => state.SetHolder(claims, Values(reader, claims.Key), new RecordId(reader.GetGuid(0))));
            }

            await ReadAllAsync(batch, readers, cancellationToken).ConfigureAwait(false);
            return (position, state);
        }

        void Add(NpgsqlBatchCommand command, Action<NpgsqlDataReader> read)
        {
            batch.BatchCommands.Add(command);
            readers.Add(read);
        }
    }

    private static async Task<(long Position, bool ChecksHold)> WriteAsync(NpgsqlConnection connection, CommitPlan plan, BatchStatements statements, CancellationToken cancellationToken)
    {
        long position = 0;
        var found = new Dictionary<RecordRef, long>();
        var readers = new List<Action<NpgsqlDataReader>> { reader => position = reader.GetInt64(0) };
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (NpgsqlBatchCommand write in statements.Writes())
            {
                batch.BatchCommands.Add(write); // only the last of them answers rows
            }

            foreach (TablePlan table in plan.Tables.Where(static table => table.Checks.Count > 0))
            {
                batch.BatchCommands.Add(statements.Checks(table));
                readers.Add(reader => found.Add(new RecordRef(table.Table.Kind.Kind, new RecordId(reader.GetGuid(0))), reader.GetInt64(1)));
            }

            await ReadAllAsync(batch, readers, cancellationToken).ConfigureAwait(false);
        }

        return (position, plan.Batch.Checks.All(check => found.GetValueOrDefault(new RecordRef(check.Kind, check.Id)) == check.ExpectedVersion));
    }

    private static async Task ReadAllAsync(NpgsqlBatch batch, List<Action<NpgsqlDataReader>> readers, CancellationToken cancellationToken)
    {
        NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            foreach (Action<NpgsqlDataReader> read in readers)
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    read(reader);
                }

                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static ValueList<FieldValue> Values(NpgsqlDataReader reader, KeyColumns key) => key.Columns.Select((column, i) => column.Type switch
    {
        ColumnType.Id => FieldValue.Of(reader.GetGuid(i + 1)),
        ColumnType.Text => FieldValue.Of(reader.GetString(i + 1)),
        _ => column.Field.Type switch
        {
            FieldType.Bool => FieldValue.Of(reader.GetInt64(i + 1) != 0),
            FieldType.Instant => FieldValue.OfMicroseconds(reader.GetInt64(i + 1)),
            FieldType.Date => FieldValue.OfDays(reader.GetInt64(i + 1)),
            _ => FieldValue.Of(reader.GetInt64(i + 1)),
        },
    }).ToValueList();
}
