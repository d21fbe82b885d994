using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>The baseline of P6: an ADO.NET reader that streams the columns that facts need and does nothing with them.</summary>
internal readonly record struct RawScan(long Customers, long Orders, long Checksum)
{
    public static RawScan Read(SqliteConnection connection)
    {
        long customers = 0, orders = 0, checksum = 0;
        byte[] id = new byte[16];
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = "SELECT id, kind, region, industry, source, owner FROM customer";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                reader.GetBytes(0, 0, id, 0, 16);
                checksum += id[15] + reader.GetInt64(1) + (reader.IsDBNull(2) ? 0 : reader.GetString(2).Length);
                checksum += (reader.IsDBNull(3) ? 0 : reader.GetString(3).Length) + (reader.IsDBNull(4) ? 0 : reader.GetString(4).Length) + (reader.IsDBNull(5) ? 0 : reader.GetString(5).Length);
                customers++;
            }
        }

        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = "SELECT id, customer, placed_at, type, net, currency FROM \"order\" WHERE status <> 9";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                reader.GetBytes(0, 0, id, 0, 16);
                checksum += id[15];
                reader.GetBytes(1, 0, id, 0, 16);
                checksum += id[15] + reader.GetInt64(2) + reader.GetInt64(3) + reader.GetInt64(4) + reader.GetString(5).Length;
                orders++;
            }
        }

        return new RawScan(customers, orders, checksum);
    }
}
