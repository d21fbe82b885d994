using Crm.Sdk.Import;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Export;

/// <summary>What to export, and how.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Kind">What: one of <see cref="ImportService.Kinds"/>.</param>
public sealed record ExportRequest(string Kind)
{
    /// <summary>The format: delimited text or JSON Lines; by the file's name where null.</summary>
    public ImportFormat? Format { get; init; }

    /// <summary>
    /// Whether texts that a spreadsheet would run as formulas get an apostrophe in front, which import takes away again, and the file a byte order mark, by which Excel knows UTF-8.
    /// Numbers stay numbers. Delimited text only.
    /// </summary>
    public bool ExcelSafe { get; init; }

    /// <summary>Which records are meant; all by default.</summary>
    public Condition Where { get; init; } = Condition.Everything;
}
