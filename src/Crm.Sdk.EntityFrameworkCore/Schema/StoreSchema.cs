namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>All tables of a store: what a catalogue wants, or what a database has. A class, so that EF's model cache tells two apart by reference.</summary>
internal sealed class StoreSchema(IReadOnlyList<TableSchema> tables)
{
    /// <summary>The store's own tables alone.</summary>
    public static StoreSchema System { get; } = new(SystemTables.All);

    public IReadOnlyList<TableSchema> Tables { get; } = tables;

    /// <summary>The same tables without indexes: for writing. SaveChanges would order rows by their index values in quadratic time; commits see to the order themselves.</summary>
    public StoreSchema WithoutIndexes() => new([.. Tables.Select(static table => table with { Indexes = [] })]);

    public TableSchema? Table(string name) => Tables.FirstOrDefault(table => table.Name == name);

    /// <summary>The tables that a catalogue's kinds need, and the store's own.</summary>
    public static StoreSchema Of(RelationalModel model) => new([.. SystemTables.All, .. model.Tables.SelectMany(TablesOf)]);

    private static IEnumerable<TableSchema> TablesOf(KindTable table)
    {
        var columns = new List<ColumnSchema>
        {
            new(SqlNames.Tenant, ColumnType.Tenant, Required: true),
            new(SqlNames.Id, ColumnType.Id, Required: true),
            new(SqlNames.Version, ColumnType.Number, Required: true),
        };
        columns.AddRange(table.Columns.Select(static column => new ColumnSchema(column.Name, column.Type, Computed: column.Field.Computed)));
        if (table.HasPayload)
        {
            columns.Add(new ColumnSchema(SqlNames.Payload, ColumnType.Bytes, Required: true));
        }

        yield return new TableSchema(table.Name, columns, [SqlNames.Tenant, SqlNames.Id], [.. IndexesOf(table)], table.Kind.Kind.Name);
        foreach (PartTable part in table.Parts)
        {
            yield return new TableSchema(
                part.Name,
                [
                    new(SqlNames.Tenant, ColumnType.Tenant, Required: true),
                    new(SqlNames.Id, ColumnType.Id, Required: true),
                    new(SqlNames.Ordinal, ColumnType.Number, Required: true),
                    .. part.Columns.Select(static column => new ColumnSchema(column.Name, column.Type)),
                ],
                [SqlNames.Tenant, SqlNames.Id, SqlNames.Ordinal],
                []);
        }
    }

    private static IEnumerable<IndexSchema> IndexesOf(KindTable table)
    {
        foreach (KeyColumns key in table.Keys)
        {
            yield return new IndexSchema(
                SqlNames.Of("ux", table.Kind.Kind.Name, key.Key.Name), [SqlNames.Tenant, .. key.Columns.Select(static column => column.Name)], Unique: true);
        }

        foreach (FieldColumn column in table.Columns)
        {
            // A unique key's index serves its first column as well; a second index would cost a page in every commit.
            if (column.Field.Indexed && !table.Keys.Any(key => key.Columns[0] == column))
            {
                yield return new IndexSchema(SqlNames.Of("ix", table.Kind.Kind.Name, column.Field.Id.Name), [SqlNames.Tenant, column.Name, SqlNames.Id]);
            }
        }
    }
}
