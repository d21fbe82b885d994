using System.Globalization;
using Npgsql;

namespace Crm.Sdk.Storage.PostgreSql;

/// <summary>The right to change the schema: an advisory lock of one session, which the server lets go of when the session ends in whatever way.</summary>
internal static class MigrationLock
{
    /// <summary>"crm" and the layout's number; the same for every host of a database.</summary>
    private const long Key = 0x63726D_0001;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock. Disposing of the connection gives it up.</summary>
    /// <exception cref="CrmException">CRM2012: another session kept it for the whole wait.</exception>
    public static async Task<NpgsqlConnection> AcquireAsync(NpgsqlDataSource source, string location, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            long start = time.GetTimestamp();
            while (await ScalarAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_try_advisory_lock({Key})"), cancellationToken).ConfigureAwait(false) is not true)
            {
                if (time.GetElapsedTime(start) >= wait)
                {
                    string holder = await HolderAsync(connection, cancellationToken).ConfigureAwait(false);
                    throw new CrmException(
                        StorageErrorCodes.StoreBusy,
                        string.Create(CultureInfo.InvariantCulture, $"{location} is being migrated by {holder}, which did not end within {wait.TotalSeconds:0.#} s. Wait until it has."));
                }

                await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public static async Task ReleaseAsync(NpgsqlConnection connection)
    {
        // A pooled connection keeps its session, so the lock is given up by name first.
        await ScalarAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_unlock({Key})"), CancellationToken.None).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<string> HolderAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT format('session %s of %s%s', a.pid, coalesce(nullif(a.application_name, ''), 'an unnamed program'), coalesce(' at ' || host(a.client_addr), ''))
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND (l.classid::bigint << 32 | l.objid::bigint) =
            """;
        return await ScalarAsync(connection, string.Create(CultureInfo.InvariantCulture, $"{Sql} {Key}"), cancellationToken).ConfigureAwait(false) as string ?? "another session";
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // fixed texts and a constant
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
