using Crm.Sdk.Customers;
using Crm.Sdk.Export;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>A kind by its table: one list of columns from which both import and export go, so that what is written is what is read.</summary>
/// <typeparam name="T">The records' type.</typeparam>
internal sealed class RecordTable<T> : TableTarget
    where T : class
{
    private readonly TableColumn<T>[] _columns;
    private readonly TableColumn<T>[] _written;
    private readonly TableColumn<T>[] _references;
    private readonly Func<RecordId, string, T> _create;

    /// <param name="name">The kind's name for people.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="create">A new record of an id and a key, before its columns are set.</param>
    /// <param name="columns">The columns, the key first; in this order they are set.</param>
    public RecordTable(string name, KindModel kind, Func<RecordId, string, T> create, params ReadOnlySpan<TableColumn<T>> columns)
    {
        Name = name;
        Kind = kind;
        _create = create;
        _columns = columns.ToArray();
        _written = [.. _columns.Where(static column => column.Write is not null)];
        _references = [.. _columns.Where(static column => column.Refers is not null)];
        Targets = [.. _columns.Select(static column => column.Name)];
        Written = [.. _written.Select(static column => column.Name)];
        OfOwnKind = [.. _columns.Index()
            .Where(column => column.Item.Names == kind || column.Item.NamesBy is not null)
            .Select(column => (column.Index, column.Item.NamesBy is { } by ? PlaceOf(by) : -1))];
    }

    public override string Name { get; }

    public override KindModel Kind { get; }

    public override FieldId KeyField => DraftReference.KeyField;

    public override IReadOnlyList<string> Targets { get; }

    public override IReadOnlyList<string> Written { get; }

    public override bool HasReferences => _references.Length > 0;

    public override IReadOnlyList<(int Target, int KindTarget)> OfOwnKind { get; }

    /// <summary>The id of a new record whose id follows from its values.</summary>
    public Func<T, T>? Identified { get; init; }

    /// <summary>Why a record stays when the run that added it is taken back.</summary>
    public Func<T, string?>? StaysFor { get; init; }

    public override string? Missing(ColumnMap map, ImportRequest request) => Enumerable.Range(0, Targets.Count).Any(map.Maps)
        ? null
        : $"No column has the name of a target of {Name}, which are {string.Join(", ", Targets)}; name columns with --map TARGET=COLUMN.";

    public override void Check(ImportRequest request, ColumnMap map)
    {
        // Which columns a row needs depends on whether its record is there already.
    }

    public override RowParser Parser(Cells cells, ImportRequest request, AttributeCatalogue attributes) => new TableParser<T>(_columns, new TableRow(this, cells, request));

    public override object Apply(Draft draft, object? existing, CustomerId customer, ReferenceIds references)
    {
        var rows = (TableDraft)draft;
        T entity = (T?)existing ?? _create(rows.NewId, rows.Key);
        for (int field = 1; field < _columns.Length; field++)
        {
            TableColumn<T> column = _columns[field];
            if (rows.Says(field))
            {
                entity = column.Set!(entity, rows[field], references);
            }
            else if (existing is null && column.Required)
            {
                throw new RowRefusal(new RowError(column.Name, string.Empty, $"the record is not there yet, and a new one needs '{column.Name}'"));
            }
        }

        entity = existing is null && Identified is { } identified ? identified(entity) : entity;
        Kind.Check(entity);
        return entity;
    }

    public override string? Stays(object entity) => StaysFor?.Invoke((T)entity);

    public override IEnumerable<RecordRef> ReferencesOf(object entity)
    {
        foreach (TableColumn<T> column in _references)
        {
            if (column.Refers!((T)entity) is { } record)
            {
                yield return record;
            }
        }
    }

    public override void Write(ExportWriter writer, object entity, ReferenceKeys keys)
    {
        foreach (TableColumn<T> column in _written)
        {
            column.Write!(writer, (T)entity, keys);
        }
    }
}
