using System.Data.Common;
using System.Globalization;
using NodaTime;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>
/// The latest answer of the store's clock. It is written with the next commit, and so no later than any lease that was measured by it; no later process
/// answers an earlier instant, whatever becomes of the machine's clock.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ClockMark
{
    /// <summary>Makes the table of one row.</summary>
    public const string CreateTable = "CREATE TABLE IF NOT EXISTS crm_clock (id INTEGER PRIMARY KEY CHECK (id = 1), latest INTEGER NOT NULL)";

    /// <summary>?1: microseconds since 1970.</summary>
    public const string Write = "INSERT INTO crm_clock (id, latest) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET latest = max(latest, excluded.latest)";

    private long _latest = long.MinValue;
    private volatile bool _isThere;

    /// <summary>The latest answer of this process, in microseconds since 1970; the least number where none was given.</summary>
    public long Latest => Volatile.Read(ref _latest);

    /// <summary>The statement that writes an instant.</summary>
    public static string WriteOf(long latest) => Write.Replace("?1", latest.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Notes an answer. It is noted before it is given, so that it cannot be used in a commit that does not write it.</summary>
    public void Note(Instant answer)
    {
        long microseconds = answer.ToUnixMicroseconds();
        for (long latest = Latest; microseconds > latest;)
        {
            long seen = Interlocked.CompareExchange(ref _latest, microseconds, latest);
            if (seen == latest)
            {
                return;
            }

            latest = seen;
        }
    }

    /// <summary>What is written in the file, or null where no clock was asked before.</summary>
    public async Task<Instant?> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!_isThere && !(_isThere = await ScalarAsync(connection, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'crm_clock'", cancellationToken).ConfigureAwait(false) is 1L))
        {
            return null;
        }

        return await ScalarAsync(connection, "SELECT latest FROM crm_clock WHERE id = 1", cancellationToken).ConfigureAwait(false) is long latest
            ? InstantPrecision.FromUnixMicroseconds(latest)
            : null;
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // fixed texts of this class
            command.CommandText = sql;
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
