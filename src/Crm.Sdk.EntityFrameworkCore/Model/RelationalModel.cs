using System.Collections.Frozen;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The tables and columns in which a relational store keeps the kinds of a catalogue.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RelationalModel
{
    private readonly FrozenDictionary<RecordKind, KindTable> _byKind;

    /// <summary>Derives the tables of a catalogue.</summary>
    /// <exception cref="CrmException">CRM2023: two kinds, parts or fields would have one table or column.</exception>
    public RelationalModel(ModelCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        Catalogue = catalogue;
        Tables = [.. catalogue.Kinds.Select(TableOf)];
        _byKind = Tables.ToFrozenDictionary(static table => table.Kind.Kind);

        var owners = SystemTables.All.ToDictionary(static table => table.Name, static _ => "the store itself", StringComparer.Ordinal);
        foreach (KindTable table in Tables)
        {
            Claim(owners, table.Name, $"kind '{table.Kind.Kind}'");
            foreach (PartTable part in table.Parts)
            {
                Claim(owners, part.Name, $"part '{part.Part.Id}' of kind '{table.Kind.Kind}'");
            }
        }
    }

    /// <summary>The catalogue.</summary>
    public ModelCatalogue Catalogue { get; }

    /// <summary>The kinds' tables, by the kinds' names.</summary>
    public IReadOnlyList<KindTable> Tables { get; }

    /// <summary>The table of a kind.</summary>
    /// <exception cref="CrmException">CRM2020: there is no such kind.</exception>
    public KindTable this[RecordKind kind] => _byKind.TryGetValue(kind, out KindTable? table) ? table : Unknown(kind);

    private KindTable Unknown(RecordKind kind)
    {
        _ = Catalogue[kind]; // throws, naming the kinds that there are
        throw new InvalidOperationException($"Kind '{kind}' has no table.");
    }

    private static KindTable TableOf(KindModel kind)
    {
        return new KindTable(
            kind,
            SqlNames.Of(kind.Kind.Name),
            ColumnsOf(kind, kind.Fields.Where(field => field.Indexed || (kind.IsComposed && field.Kept))),
            [.. kind.Parts.Select(part => new PartTable(part, SqlNames.Of(kind.Kind.Name, part.Id.Name), ColumnsOf(kind, part.Fields)))]);
    }

    private static FieldColumn[] ColumnsOf(KindModel kind, IEnumerable<FieldModel> fields)
    {
        FieldColumn[] columns = [.. fields.Select(static field => new FieldColumn(field, SqlNames.Of(field.Id.Name), TypeOf(field.Type)))];
        IGrouping<string, FieldColumn>? twice = columns.GroupBy(static column => column.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1);
        return twice is null
            ? columns
            : throw new CrmException(
                StorageErrorCodes.BadModel,
                $"Fields {string.Join(" and ", twice.Select(static column => $"'{column.Field.Id}'"))} of kind '{kind.Kind}' would both be column '{twice.Key}'; rename one.");
    }

    private static ColumnType TypeOf(FieldType type) => type switch
    {
        FieldType.Text or FieldType.Opaque => ColumnType.Text,
        FieldType.Id => ColumnType.Id,
        _ => ColumnType.Number,
    };

    private static void Claim(Dictionary<string, string> owners, string table, string owner)
    {
        if (!owners.TryAdd(table, owner))
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"{owners[table]} and {owner} would both have table '{table}'; rename one.");
        }
    }
}
