using System.Data.Common;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Reads a scan with any provider's data reader.</summary>
internal static class ReaderScan
{
    public static async Task RunAsync(DbCommand command, ColumnSink sink, SqlDialect dialect, CancellationToken cancellationToken)
    {
        DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                Fill(reader, sink, dialect);
                await sink.NextRowAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Fill(DbDataReader reader, ColumnSink sink, SqlDialect dialect)
    {
        for (int i = 0; i < sink.Types.Count; i++)
        {
            bool isNull = reader.IsDBNull(i);
            switch (sink.Types[i])
            {
                case FieldType.Text:
                    sink.Batch.Texts(i)[sink.Row] = isNull ? null : reader.GetString(i);
                    break;
                case FieldType.Id:
                    sink.Batch.Ids(i)[sink.Row] = isNull ? Guid.Empty : dialect.ReadId(reader, i);
                    break;
                default:
                    sink.Batch.Numbers(i)[sink.Row] = isNull ? ColumnBatch.NullNumber : reader.GetInt64(i);
                    break;
            }
        }
    }
}
