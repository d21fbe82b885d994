using System.Data.Common;
using System.Globalization;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>What is in a store, for status and verification: tenants, rows, and whether every record can be read.</summary>
internal static class StoreInventory
{
    private const int RecordsPerPage = 1_000;

    public static async Task<IReadOnlyList<string>> TenantNamesAsync(DbConnection connection, SqlDialect dialect, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        DbCommand command = new SqlStatement(dialect).Append("SELECT ").AppendName("name").Append(" FROM ").AppendName(SystemTables.Tenants.Name).CreateCommand(connection, null);
        await using (command.ConfigureAwait(false))
        {
            DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    names.Add(reader.GetString(0));
                }
            }
        }

        return names;
    }

    public static async Task<long> CountRowsAsync(DbConnection connection, SqlDialect dialect, string table, CancellationToken cancellationToken)
    {
        DbCommand command = new SqlStatement(dialect).Append("SELECT COUNT(*) FROM ").AppendName(table).CreateCommand(connection, null);
        await using (command.ConfigureAwait(false))
        {
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Reads every record of some tenants, and says of which kinds there is one that cannot be read.</summary>
    public static async Task<IReadOnlyList<string>> UnreadableAsync(RelationalModel model, RecordQueries queries, IReadOnlyList<string> tenants, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        foreach (KindTable table in model.Tables)
        {
            foreach (string tenant in tenants)
            {
                try
                {
                    await ReadAllAsync(queries, new StoreQuery(new TenantId(tenant), table.Kind.Kind) { Limit = RecordsPerPage }, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is CrmException or DbException or InvalidOperationException)
                {
                    findings.Add($"Kind '{table.Kind.Kind}' of tenant '{tenant}': {error.Message}");
                }
            }
        }

        return findings;
    }

    private static async Task ReadAllAsync(RecordQueries queries, StoreQuery query, CancellationToken cancellationToken)
    {
        for (PageCursor? after = null; ;)
        {
            RecordPage page = await queries.PageAsync(query with { After = after }, cancellationToken).ConfigureAwait(false);
            if ((after = page.Next) is null)
            {
                return;
            }
        }
    }
}
