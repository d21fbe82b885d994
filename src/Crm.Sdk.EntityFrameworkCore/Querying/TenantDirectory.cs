using System.Collections.Concurrent;
using System.Data.Common;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The numbers that stand for tenants in every key. A tenant gets one with its first commit and keeps it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TenantDirectory
{
    private readonly ConcurrentDictionary<TenantId, int> _numbers = new();

    /// <summary>The tenant's number, or null where it has committed nothing yet. Not asked inside a transaction that could make the tenant.</summary>
    public async ValueTask<int?> FindAsync(TenantId tenant, DbConnection connection, SqlDialect dialect, CancellationToken cancellationToken)
    {
        if (_numbers.TryGetValue(tenant, out int known))
        {
            return known;
        }

        SqlStatement sql = new SqlStatement(dialect)
            .Append("SELECT ").AppendName("tenant").Append(" FROM ").AppendName(SystemTables.Tenants.Name)
            .Append(" WHERE ").AppendName("name").Append(" = ").AppendValue(ColumnType.Text, tenant.Value);
        DbCommand command = sql.CreateCommand(connection, null);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is { } number and not DBNull
                ? _numbers.GetOrAdd(tenant, Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture))
                : null;
        }
    }
}
