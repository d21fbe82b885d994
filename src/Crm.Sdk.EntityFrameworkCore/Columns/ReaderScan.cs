using System.Data.Common;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Reads a scan with any provider's data reader.</summary>
internal static class ReaderScan
{
    public static async Task RunAsync(DbCommand command, ColumnSink sink, bool nativeIds, CancellationToken cancellationToken)
    {
        DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            int[] places = [.. sink.Columns.Select(column => reader.GetOrdinal(column.Name))];
            FieldType[] types = [.. sink.Columns.Select(static column => column.Type)];
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                Fill(reader, sink.Batch, sink.Row, places, types, nativeIds);
                await sink.NextRowAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Fill(DbDataReader reader, ColumnBatch batch, int row, int[] places, FieldType[] types, bool nativeIds)
    {
        for (int i = 0; i < places.Length; i++)
        {
            int place = places[i];
            bool isNull = reader.IsDBNull(place);
            switch (types[i])
            {
                case FieldType.Text:
                    batch.Texts(i)[row] = isNull ? null : reader.GetString(place);
                    break;
                case FieldType.Id:
                    batch.Ids(i)[row] = isNull ? Guid.Empty : nativeIds ? reader.GetGuid(place) : new Guid(reader.GetFieldValue<byte[]>(place), bigEndian: true);
                    break;
                default:
                    batch.Numbers(i)[row] = isNull ? ColumnBatch.NullNumber : reader.GetInt64(place);
                    break;
            }
        }
    }
}
