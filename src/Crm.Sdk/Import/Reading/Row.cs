namespace Crm.Sdk.Import;

/// <summary>One row of a source: its cells as UTF-8, without the blanks around them.</summary>
/// <remarks>Valid until the next row is read.</remarks>
internal abstract class Row
{
    /// <summary>The line at which the row starts, from 1.</summary>
    public abstract long Line { get; }

    /// <summary>The text of a cell, empty where there is none.</summary>
    public abstract ReadOnlySpan<byte> this[int column] { get; }

    /// <summary>Whether the row has something to say on a column, be it that it is empty.</summary>
    public abstract bool Has(int column);
}
