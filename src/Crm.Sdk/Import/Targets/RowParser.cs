namespace Crm.Sdk.Import;

/// <summary>Turns the rows of one import into drafts.</summary>
/// <remarks>Not thread-safe.</remarks>
internal abstract class RowParser
{
    /// <summary>Reads the current row of the cells; <see cref="Cells.Error"/> says what is wrong with it, if anything is.</summary>
    /// <param name="draft">The draft of the earlier rows of the same record, or null for its first.</param>
    /// <param name="key">The record's key.</param>
    /// <returns>The draft with this row.</returns>
    public abstract Draft Read(Draft? draft, string key);
}
