using System.Data.Common;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Streams columns of a kind. Fields that are only in payloads are read from the entities.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ColumnScan(RelationalModel model, RecordQueries queries, Func<DbCommand, ColumnSink, CancellationToken, Task> scan)
{
    private static readonly FieldId IdField = SqlNames.Id;

    public Task ReadAsync(StoreQuery query, IReadOnlyList<FieldId> fields, Func<ColumnBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken)
    {
        KindTable table = model[query.Kind];
        QueryRules.Check(query.Where, table.Kind);
        FieldModel?[] models = [.. fields.Select(field => field == IdField ? null : FieldOf(table.Kind, field))];
        var sink = new ColumnSink([.. models.Select(static field => field?.Type ?? FieldType.Id)], onBatch);
        bool inColumns = Array.TrueForAll(models, field => field is null || table.HasColumn(field.Id));
        return queries.ReadAsync(
            query.Tenant,
            severalStatements: false,
            false,
            async reading =>
            {
                SqlStatement sql = reading.Select(table.Name, inColumns ? models.Select(static field => field is null ? SqlNames.Id : SqlNames.Of(field.Id.Name)) : [SqlNames.Id, SqlNames.Payload]);
                RecordQueries.AppendWhere(sql, query.Where, table);
                if (reading.Dialect.ScansInKeyOrder && !NamesIndexedField(query.Where, table.Kind))
                {
                    sql.Append(" ORDER BY ").AppendName(SqlNames.Id);
                }

                if (inColumns)
                {
                    DbCommand command = reading.Command(sql);
                    await using (command.ConfigureAwait(false))
                    {
                        await scan(command, sink, cancellationToken).ConfigureAwait(false);
                    }
                }
                else
                {
                    await ReadPayloadsAsync(reading, sql, table.Kind, models, sink, cancellationToken).ConfigureAwait(false);
                }

                await sink.FinishAsync(cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Whether an index may pick fewer rows than the whole tenant's; in doubt it may.</summary>
    private static bool NamesIndexedField(Condition condition, KindModel kind) => condition switch
    {
        Condition.AllOf all => all.Conditions.Any(part => NamesIndexedField(part, kind)),
        Condition.AnyOf any => any.Conditions.Any(part => NamesIndexedField(part, kind)),
        Condition.Compare compare => kind.Field(compare.Field).Indexed,
        Condition.In isIn => kind.Field(isIn.Field).Indexed,
        Condition.IsNull isNull => kind.Field(isNull.Field).Indexed,
        Condition.HasValue has => kind.Field(has.Field).Indexed,
        _ => true,
    };

    private static FieldModel FieldOf(KindModel kind, FieldId field)
    {
        FieldModel model = kind.Field(field);
        return model.Type != FieldType.Opaque
            ? model
            : throw new CrmException(StorageErrorCodes.UnknownField, $"Field '{field}' of kind '{kind}' is opaque, which no column of numbers, ids or texts can hold.");
    }

    private static async Task ReadPayloadsAsync(Reading reading, SqlStatement sql, KindModel kind, FieldModel?[] models, ColumnSink sink, CancellationToken cancellationToken)
    {
        await foreach (RowReader row in reading.RowsAsync(sql, cancellationToken).ConfigureAwait(false))
        {
            RecordId id = row.Id(0);
            object entity = kind.Deserialise(id, row.Bytes(1));
            for (int i = 0; i < models.Length; i++)
            {
                sink.Batch.Set(i, sink.Row, models[i]?.Get(entity) ?? FieldValue.Of(id));
            }

            await sink.NextRowAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
