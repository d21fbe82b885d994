namespace Crm.Sdk.Classification;

/// <summary>A batch of rows of the columns, for a source of facts.</summary>
internal sealed class ColumnFactRequest(OrderColumns columns, AsOf asOf, IReadOnlyList<Fact> facts, RowSet rows, int from, int count)
    : FactRequest(asOf, columns.Currency, count, facts)
{
    private readonly long _until = asOf.Instant.ToUnixMicroseconds();

    public override CustomerId CustomerId(int index) => columns.CustomerAt(Row(index));

    public override OrderHistory Orders(int index) => columns.HistoryAt(Row(index), _until);

    private int Row(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return rows[from + index];
    }
}
