using System.Globalization;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Fills columns of newly indexed fields from the records' payloads, or of computed ones from their other columns.</summary>
internal sealed class ColumnFilling(KindTable table, IReadOnlyList<string> columns, Func<CatalogueContext> open) : IDataStep
{
    private const int RowsPerChunk = 2_000;

    private readonly FieldColumn[] _columns = [.. table.Columns.Where(column => columns.Contains(column.Name))];

    public static string NameOf(string table) => $"fill-{table}";

    public string Name => NameOf(table.Name);

    public async Task<DataStepProgress> RunChunkAsync(DataStepChunk chunk, CancellationToken cancellationToken)
    {
        CatalogueContext context = open();
        await using (context.ConfigureAwait(false))
        {
            context.Database.SetDbConnection(chunk.Connection);
            await context.Database.UseTransactionAsync(chunk.Transaction, cancellationToken).ConfigureAwait(false);
            List<Dictionary<string, object>> rows = await Behind(context.Rows(table.Name), chunk.Cursor)
                .OrderBy(static row => EF.Property<int>(row, SqlNames.Tenant)).ThenBy(static row => EF.Property<Guid>(row, SqlNames.Id))
                .Take(RowsPerChunk)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (Dictionary<string, object> row in rows)
            {
                BagValues.Set(row, _columns, EntityOf(row));
                var entry = context.Rows(table.Name).Attach(row);
                foreach (FieldColumn column in _columns)
                {
                    entry.Property(column.Name).IsModified = true;
                }
            }

            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return new DataStepProgress(rows.Count < RowsPerChunk ? null : CursorOf(rows[^1]), rows.Count);
        }
    }

    private object EntityOf(Dictionary<string, object> row)
    {
        var id = new RecordId((Guid)row[SqlNames.Id]);
        if (table.HasPayload)
        {
            return table.Kind.Deserialise(id, (byte[])row[SqlNames.Payload]);
        }

        var values = new FieldValue[table.Kind.Fields.Count];
        foreach (FieldColumn column in table.Columns)
        {
            values[column.Field.Ordinal] = BagValues.Get(row, column);
        }

        IReadOnlyList<StoredRow>[] noItems = [.. table.Parts.Select(static _ => (IReadOnlyList<StoredRow>)[])]; // computed fields do not read parts
        return table.Kind.Compose(new StoredRow(id, values, noItems));
    }

    private static string CursorOf(Dictionary<string, object> row) => string.Create(CultureInfo.InvariantCulture, $"{row[SqlNames.Tenant]}/{row[SqlNames.Id]}");

    private static IQueryable<Dictionary<string, object>> Behind(IQueryable<Dictionary<string, object>> rows, string? cursor)
    {
        if (cursor is null)
        {
            return rows;
        }

        int slash = cursor.IndexOf('/', StringComparison.Ordinal);
        int tenant = int.Parse(cursor.AsSpan(0, slash), CultureInfo.InvariantCulture);
        var id = Guid.Parse(cursor.AsSpan(slash + 1), CultureInfo.InvariantCulture);
        return rows.Where(row => EF.Property<int>(row, SqlNames.Tenant) >= tenant
            && (EF.Property<int>(row, SqlNames.Tenant) > tenant || EF.Property<Guid>(row, SqlNames.Id) > id));
    }
}
