namespace Crm.Sdk.Classification;

/// <summary>The RFM scores of all customers who ordered: recency, frequency and spend as of an instant.</summary>
/// <remarks>Immutable and thread-safe. Rows are in the order of the columns.</remarks>
public sealed class RfmTable
{
    private readonly OrderColumns _columns;
    private readonly int[] _rows;
    private readonly FactColumn _recency;
    private readonly FactColumn _orders;
    private readonly FactColumn _amounts;
    private readonly int[] _scores;
    private readonly RfmSegments? _segments;

    internal RfmTable(
        AsOf asOf, OrderColumns columns, int[] rows, FactColumn recency, FactColumn orders, FactColumn amounts, int[] scores, RfmEdges edges, RfmSegments? segments, int withoutAmount)
    {
        AsOf = asOf;
        _columns = columns;
        _rows = rows;
        _recency = recency;
        _orders = orders;
        _amounts = amounts;
        _scores = scores;
        Edges = edges;
        _segments = segments;
        WithoutAmount = withoutAmount;
    }

    /// <summary>The instant that the table is for.</summary>
    public AsOf AsOf { get; }

    /// <summary>How many customers it has.</summary>
    public int Count => _rows.Length;

    /// <summary>The edges between the bins, learned or given.</summary>
    public RfmEdges Edges { get; }

    /// <summary>How many customers ordered but are not in the table, because an amount of theirs is unknown for want of an exchange rate.</summary>
    public int WithoutAmount { get; }

    /// <summary>A customer.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public RfmRow this[int index]
    {
        get
        {
            int row = _rows[index], score = _scores[index];
            int r = score / 100, f = score / 10 % 10, m = score % 10;
            var amount = Money.OfMinor(_amounts.Int64Values[row], _columns.Currency);
            return new RfmRow(_columns.CustomerAt(row), _recency.Int32Values[row], _orders.Int32Values[row], amount, r, f, m, _segments?.Of(r, f, m));
        }
    }

    /// <summary>The customers, one after the other.</summary>
    public IEnumerable<RfmRow> Rows()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }
}
