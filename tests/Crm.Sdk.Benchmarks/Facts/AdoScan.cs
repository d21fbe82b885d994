using System.Text;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>The baseline of P6: an ADO.NET reader that streams the columns that facts need, ids as the arrays that it gives at once (its GetBytes is slower), and keeps nothing.</summary>
internal static class AdoScan
{
    public static ScanTotals Read(SqliteConnection connection)
    {
        long customers = 0, orders = 0, checksum = 0;
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = RawScan.CustomerSql;
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                checksum += Last(Id(reader, 0)) + reader.GetInt64(1) + TextLength(reader, 2) + TextLength(reader, 3) + TextLength(reader, 4) + TextLength(reader, 5);
                customers++;
            }
        }

        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = RawScan.OrderSql;
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                checksum += Last(Id(reader, 0)) + Last(Id(reader, 1)) + reader.GetInt64(2) + reader.GetInt64(3) + reader.GetInt64(4) + TextLength(reader, 5);
                orders++;
            }
        }

        return new ScanTotals(customers, orders, unchecked(checksum));
    }

    /// <summary>A part of an id that differs from id to id.</summary>
    public static int Last(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return bytes[15];
    }

    private static Guid Id(SqliteDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    private static int TextLength(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? 0 : Encoding.UTF8.GetByteCount(reader.GetString(column));
}
