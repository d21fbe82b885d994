using Crm.Sdk.Classification;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Segments;

/// <summary>Some customers and all that a segment asks about them.</summary>
internal sealed class SegmentBatch
{
    private readonly Dictionary<RelatedNode, long?[]> _values;
    private readonly FactTable? _facts;
    private readonly int[] _rows;

    /// <param name="customers">The customers.</param>
    /// <param name="values">By node, the measure of each customer; null where it is undefined.</param>
    /// <param name="facts">The facts; null where none are asked for.</param>
    /// <param name="rows">By customer, the row of its facts; −1 where there is none.</param>
    public SegmentBatch(Customer[] customers, Dictionary<RelatedNode, long?[]> values, FactTable? facts, int[] rows) =>
        (Customers, _values, _facts, _rows) = (customers, values, facts, rows);

    public Customer[] Customers { get; }

    public Currency Currency => _facts?.Currency ?? Currency.None;

    public long? Value(RelatedNode node, int index) => _values[node][index];

    /// <summary>The column of a fact, and the customer's row in it; null where the customer has none.</summary>
    public FactColumn? Column(Fact fact, int index, out int row)
    {
        row = _rows[index];
        return row < 0 ? null : _facts?.Find(fact);
    }
}
