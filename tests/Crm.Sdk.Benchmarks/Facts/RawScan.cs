using Crm.Sdk.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>The floor of P6: streams the columns that facts need by SQLite's own interface and keeps nothing; texts are not even made strings.</summary>
internal static class RawScan
{
    public const string CustomerSql = "SELECT id, kind, region, industry, source, owner FROM customer";
    public const string OrderSql = "SELECT id, customer, placed_at, type, net, currency FROM \"order\" WHERE status <> 9";

    public static ScanTotals Read(SqliteConnection connection)
    {
        long customers = 0, orders = 0, checksum = 0;
        using (var query = new RawQuery(connection, CustomerSql))
        {
            while (query.Read())
            {
                checksum += AdoScan.Last(query.Id(0)) + query.Int(1) + query.TextLength(2) + query.TextLength(3) + query.TextLength(4) + query.TextLength(5);
                customers++;
            }
        }

        using (var query = new RawQuery(connection, OrderSql))
        {
            while (query.Read())
            {
                checksum += AdoScan.Last(query.Id(0)) + AdoScan.Last(query.Id(1)) + query.Int(2) + query.Int(3) + query.Int(4) + query.TextLength(5);
                orders++;
            }
        }

        return new ScanTotals(customers, orders, unchecked(checksum));
    }
}
