using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>
/// Brings together what a database has and what a model wants. Nothing is taken away: tables and columns of absent plugins stay. A column made of a payload
/// or computed from others that the model stops to declare becomes stale, for rows are written without it from then on, and is filled anew should it return.
/// </summary>
internal sealed class SchemaMerge
{
    private readonly List<string> _lines = [];
    private readonly List<TableSchema> _structure = [];
    private readonly List<TableSchema> _target = [];
    private readonly List<(TableSchema Table, IReadOnlyList<string> Columns)> _fillings = [];

    public SchemaMerge(StoreSchema? stored, StoreSchema wanted)
    {
        foreach (TableSchema table in wanted.Tables)
        {
            if (stored?.Table(table.Name) is { } existing)
            {
                Merge(existing, table);
            }
            else
            {
                _lines.Add($"create table {table.Name}");
                Keep(table);
                HasStructuralChanges = true;
            }
        }

        foreach (TableSchema table in stored?.Tables ?? [])
        {
            if (wanted.Table(table.Name) is null)
            {
                Keep(table);
            }
        }

        Structure = new StoreSchema(_structure);
        Target = new StoreSchema(_target);
    }

    /// <summary>What is to be done, one line each; empty where the database is ready.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Whether tables, columns or the description change before anything is filled.</summary>
    public bool HasStructuralChanges { get; private set; }

    /// <summary>The schema to begin with: new tables and columns, without the indexes over columns that are still to be filled.</summary>
    public StoreSchema Structure { get; }

    /// <summary>The schema to end with.</summary>
    public StoreSchema Target { get; }

    /// <summary>The columns to fill from payloads or other columns.</summary>
    public IReadOnlyList<(TableSchema Table, IReadOnlyList<string> Columns)> Fillings => _fillings;

    private void Keep(TableSchema table)
    {
        _structure.Add(table);
        _target.Add(table);
    }

    private void Merge(TableSchema existing, TableSchema wanted)
    {
        var columns = new List<ColumnSchema>();
        var fill = new List<string>();
        foreach (ColumnSchema column in wanted.Columns)
        {
            ColumnSchema? has = existing.Column(column.Name);
            if (has is null ? column.Required : has.Type != column.Type || has.Required != column.Required)
            {
                throw new CrmException(
                    StorageErrorCodes.BadModel,
                    has is null
                        ? $"Table '{wanted.Name}' was made without column '{column.Name}': the kind was of another form. Give the kind another name, or change it back."
                        : $"Column '{column.Name}' of table '{wanted.Name}' is {has.Type} in the database and {column.Type} in the model. Give the field another name, or change it back.");
            }

            if (has is null)
            {
                _lines.Add($"add column {wanted.Name}.{column.Name}");
                HasStructuralChanges = true;
            }

            if ((wanted.HasPayload || column.Computed) && (has is null || has.Stale))
            {
                fill.Add(column.Name);
            }

            columns.Add(column);
        }

        if (existing.HasPayload && !wanted.HasPayload && wanted.Kind is not null)
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Kind '{wanted.Kind}' is kept as JSON in the database and composed of columns in the model. Give it another name, or change it back.");
        }

        foreach (ColumnSchema column in existing.Columns.Where(column => wanted.Column(column.Name) is null))
        {
            bool derived = wanted.HasPayload || column.Computed;
            if (derived && !column.Stale)
            {
                _lines.Add($"leave column {wanted.Name}.{column.Name} behind");
                HasStructuralChanges = true;
            }

            columns.Add(column with { Stale = column.Stale || derived });
        }

        MergeIndexes(existing, wanted, columns, fill);
    }

    private void MergeIndexes(TableSchema existing, TableSchema wanted, List<ColumnSchema> columns, List<string> fill)
    {
        // An index of the same name over other columns is replaced; a unique one that the model no longer has would refuse what is now allowed.
        IndexSchema[] unwanted = [.. existing.Indexes.Where(index => wanted.Index(index.Name) is { } now ? !Same(now, index) : index.Unique)];
        IndexSchema[] left = [.. existing.Indexes.Where(index => !unwanted.Contains(index) && wanted.Index(index.Name) is null)];
        IndexSchema[] target = [.. wanted.Indexes, .. left];
        foreach (IndexSchema index in unwanted)
        {
            _lines.Add($"drop index {index.Name}");
            HasStructuralChanges = true;
        }

        foreach (string column in fill)
        {
            _lines.Add($"fill column {wanted.Name}.{column}");
        }

        bool IsReady(IndexSchema index) => !index.Columns.Any(fill.Contains);
        IEnumerable<IndexSchema> added = target.Where(index => existing.Index(index.Name) is not { } has || !Same(has, index));
        foreach (IndexSchema index in added)
        {
            _lines.Add($"create index {index.Name}");
            HasStructuralChanges |= IsReady(index);
        }

        HasStructuralChanges |= existing.Indexes.Any(index => !IsReady(index)); // dropped while its column is filled, made again afterwards
        var merged = new TableSchema(wanted.Name, columns, wanted.Key, target, wanted.Kind);
        _target.Add(merged);
        _structure.Add(merged with
        {
            Columns = [.. columns.Select(column => fill.Contains(column.Name) ? column with { Stale = true } : column)],
            Indexes = [.. target.Where(IsReady)],
        });
        if (fill.Count > 0)
        {
            _fillings.Add((merged, fill));
        }
    }

    private static bool Same(IndexSchema left, IndexSchema right) => left.Unique == right.Unique && left.Columns.SequenceEqual(right.Columns);
}
