namespace Crm.Sdk.Import;

/// <summary>Reads rows by the columns of a table.</summary>
internal sealed class TableParser<T>(IReadOnlyList<TableColumn<T>> columns, TableRow row) : RowParser
    where T : class
{
    public override Draft Read(Draft? draft, string key)
    {
        var record = (TableDraft?)draft ?? new TableDraft(key, columns.Count);
        for (int field = 1; field < columns.Count; field++)
        {
            TableColumn<T> column = columns[field];
            if (column.Read is null || !(column.Says?.Invoke(row) ?? row.Cells.Has(field)))
            {
                continue;
            }

            object? value = column.Read(row, field);
            if (value is null && column.Required)
            {
                row.Cells.Need(field);
            }

            record.Say(field, value);
        }

        return record;
    }
}
