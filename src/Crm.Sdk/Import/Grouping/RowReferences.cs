using System.Text;

namespace Crm.Sdk.Import;

/// <summary>Which records of its own kind a row names: those may stand behind it in the file, so it is dealt with after them.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RowReferences
{
    private readonly RowIdentity _identity;
    private readonly (int Column, int KindColumn)[] _columns;
    private readonly byte[] _kind;

    public RowReferences(ImportTarget target, ColumnMap map, RowIdentity identity)
    {
        _identity = identity;
        _kind = Encoding.UTF8.GetBytes(target.Kind.Kind.Name);
        _columns = [.. target.OfOwnKind
            .Select(pair => (Column: map[pair.Target], KindColumn: pair.KindTarget < 0 ? ColumnMap.NoColumn : map[pair.KindTarget], HasKind: pair.KindTarget >= 0))
            .Where(static pair => pair.Column >= 0 && (!pair.HasKind || pair.KindColumn >= 0))
            .Select(static pair => (pair.Column, pair.KindColumn))];
    }

    /// <summary>Whether a row names a record of its kind.</summary>
    public bool Any(Row row)
    {
        foreach ((int column, int kind) in _columns)
        {
            if (Names(row, column, kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The hashes of the keys that a row names.</summary>
    public IEnumerable<UInt128> Of(Row row) => _columns.Where(pair => Names(row, pair.Column, pair.KindColumn)).Select(pair => _identity.OfText(row, pair.Column));

    private bool Names(Row row, int column, int kind) => !row[column].IsEmpty && (kind < 0 || row[kind].SequenceEqual(_kind));
}
