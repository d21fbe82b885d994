using System.Globalization;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Fills columns of newly indexed fields from the records' payloads, or of computed ones from their other columns.</summary>
/// <remarks>
/// A stopped filling goes on only where it filled the same columns and nothing was committed since: a program whose model lacks a column may have run in
/// between and changed records without it. Otherwise it begins anew.
/// </remarks>
internal sealed class ColumnFilling(KindTable table, IReadOnlyList<string> columns, Func<CatalogueContext> open) : IDataStep
{
    private const int RowsPerChunk = 2_000;

    private readonly FieldColumn[] _columns = [.. table.Columns.Where(column => columns.Contains(column.Name))];
    private FillingCursor? _last;

    public static string NameOf(string table) => $"fill-{table}";

    public string Name => NameOf(table.Name);

    public async Task<DataStepProgress> RunChunkAsync(DataStepChunk chunk, CancellationToken cancellationToken)
    {
        CatalogueContext context = open();
        await using (context.ConfigureAwait(false))
        {
            context.Database.SetDbConnection(chunk.Connection);
            await context.Database.UseTransactionAsync(chunk.Transaction, cancellationToken).ConfigureAwait(false);
            FillingCursor? after = _last ?? await ResumedAsync(context, chunk.Cursor, cancellationToken).ConfigureAwait(false);
            List<Dictionary<string, object>> rows = await Behind(context.Rows(table.Name), after)
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
            if (rows.Count < RowsPerChunk)
            {
                return new DataStepProgress(null, rows.Count);
            }

            _last = new FillingCursor((int)rows[^1][SqlNames.Tenant], (Guid)rows[^1][SqlNames.Id]);
            return new DataStepProgress($"{await StateAsync(context, cancellationToken).ConfigureAwait(false)} {_last}", rows.Count);
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

    private async Task<FillingCursor?> ResumedAsync(CatalogueContext context, string? cursor, CancellationToken cancellationToken)
    {
        if (cursor is null)
        {
            return null;
        }

        string state = await StateAsync(context, cancellationToken).ConfigureAwait(false) + " ";
        return cursor.StartsWith(state, StringComparison.Ordinal) ? FillingCursor.Parse(cursor.AsSpan(state.Length)) : null;
    }

    /// <summary>What must be the same for a filling to go on: the columns, and how many commits there were.</summary>
    private async Task<string> StateAsync(CatalogueContext context, CancellationToken cancellationToken)
    {
        long commits = await context.Rows(SystemTables.Tenants.Name).SumAsync(static row => EF.Property<long>(row, "position"), cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', columns)}@{commits}");
    }

    private static IQueryable<Dictionary<string, object>> Behind(IQueryable<Dictionary<string, object>> rows, FillingCursor? after)
    {
        if (after is not { Tenant: var tenant, Id: var id })
        {
            return rows;
        }

        return rows.Where(row => EF.Property<int>(row, SqlNames.Tenant) >= tenant
            && (EF.Property<int>(row, SqlNames.Tenant) > tenant || EF.Property<Guid>(row, SqlNames.Id) > id));
    }
}
