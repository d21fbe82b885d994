namespace Crm.Sdk.Classification;

/// <summary>Rows of the columns in ascending order: a range, or some.</summary>
internal readonly struct RowSet
{
    private readonly int _first;
    private readonly int[]? _rows;

    private RowSet(int first, int count, int[]? rows)
    {
        _first = first;
        Count = count;
        _rows = rows;
    }

    public int Count { get; }

    /// <summary>Whether the rows follow on each other.</summary>
    public bool IsRange => _rows is null;

    public int this[int index] => _rows is null ? _first + index : _rows[index];

    public static RowSet Range(int first, int count) => new(first, count, null);

    public static RowSet Of(int[] rows) => new(0, rows.Length, rows);
}
