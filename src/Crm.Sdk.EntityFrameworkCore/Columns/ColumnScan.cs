using System.Data.Common;
using System.Linq.Expressions;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Streams columns of a kind. Fields that are only in payloads are read from the entities.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ColumnScan(RelationalModel model, Func<CatalogueContext> open, TenantDirectory tenants, bool nativeIds, Func<DbCommand, ColumnSink, CancellationToken, Task> scan)
{
    private static readonly FieldId IdField = SqlNames.Id;

    public async Task ReadAsync(StoreQuery query, IReadOnlyList<FieldId> fields, Func<ColumnBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken)
    {
        KindTable table = model[query.Kind];
        QueryRules.Check(query.Where, table.Kind);
        ScanColumn[] columns = [.. fields.Select(field => ColumnOf(table, field))];
        Expression where = ConditionTranslator.Translate(query.Where, table);
        CatalogueContext context = open();
        await using (context.ConfigureAwait(false))
        {
            if (await tenants.FindAsync(query.Tenant, context, cancellationToken).ConfigureAwait(false) is not { } tenant)
            {
                return;
            }

            IQueryable<Dictionary<string, object>> rows = RecordQueries.Rows(context, table.Name, tenant, where);
            var sink = new ColumnSink(columns, onBatch);
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (Array.TrueForAll(columns, column => column.Name == SqlNames.Id || table.Columns.Any(own => own.Name == column.Name)))
            {
                DbCommand command = Only(rows, columns).CreateDbCommand();
                await using (command.ConfigureAwait(false))
                {
                    await scan(command, sink, cancellationToken).ConfigureAwait(false);
                }
            }
            else
            {
                await ReadPayloadsAsync(rows, table, fields, sink, cancellationToken).ConfigureAwait(false);
            }

            await sink.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static ScanColumn ColumnOf(KindTable table, FieldId field)
    {
        if (field == IdField)
        {
            return new ScanColumn(SqlNames.Id, FieldType.Id);
        }

        FieldModel model = table.Kind.Field(field);
        return model.Type == FieldType.Opaque
            ? throw new CrmException(StorageErrorCodes.UnknownField, $"Field '{field}' of kind '{table.Kind.Kind}' is opaque, which no column of numbers, ids or texts can hold.")
            : new ScanColumn(SqlNames.Of(field.Name), model.Type);
    }

    private static IQueryable<object[]> Only(IQueryable<Dictionary<string, object>> rows, ScanColumn[] columns)
    {
        IEnumerable<Expression> values = columns.DistinctBy(static column => column.Name).Select(static column => Bag.Column(column.Name, column.Type switch
        {
            FieldType.Text => typeof(string),
            FieldType.Id => column.Name == SqlNames.Id ? typeof(Guid) : typeof(Guid?),
            _ => typeof(long?),
        }));
        return rows.Select(Bag.Lambda<object[]>(Expression.NewArrayInit(typeof(object), values.Select(static value => Expression.Convert(value, typeof(object))))));
    }

    private async Task ReadPayloadsAsync(
        IQueryable<Dictionary<string, object>> rows, KindTable table, IReadOnlyList<FieldId> fields, ColumnSink sink, CancellationToken cancellationToken)
    {
        FieldModel?[] models = [.. fields.Select(field => field == IdField ? null : table.Kind.Field(field))];
        DbCommand command = rows.CreateDbCommand();
        await using (command.ConfigureAwait(false))
        {
            DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var row = new RowReader(reader, [], 0, nativeIds);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    RecordId id = row.Id();
                    object entity = table.Kind.Deserialise(id, row.Bytes(SqlNames.Payload));
                    for (int i = 0; i < models.Length; i++)
                    {
                        sink.Batch.Set(i, sink.Row, models[i]?.Get(entity) ?? FieldValue.Of(id));
                    }

                    await sink.NextRowAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }
}
