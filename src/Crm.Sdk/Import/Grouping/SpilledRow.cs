namespace Crm.Sdk.Import;

/// <summary>A row that was put aside, by value.</summary>
internal sealed class SpilledRow(long line, byte[]?[] cells) : Row
{
    public override long Line => line;

    public override ReadOnlySpan<byte> this[int column] => column < cells.Length ? cells[column] : default;

    public override bool Has(int column) => column < cells.Length && cells[column] is not null;
}
