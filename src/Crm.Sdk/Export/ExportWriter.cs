using Crm.Sdk.Import;

namespace Crm.Sdk.Export;

/// <summary>Writes rows of cells to a stream, which stays open.</summary>
/// <remarks>Not thread-safe.</remarks>
internal abstract class ExportWriter : IAsyncDisposable
{
    /// <summary>Writes a text, or that there is none.</summary>
    public abstract void Text(string? value);

    /// <summary>Writes a number as it is, or that there is none.</summary>
    public abstract void Number(decimal? value);

    /// <summary>Writes a number with all its digits, or that there is none.</summary>
    public abstract void Real(double? value);

    /// <summary>Writes what is JSON already, or that there is nothing.</summary>
    public abstract void Json(string? value);

    /// <summary>Ends the row.</summary>
    public abstract ValueTask EndRowAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    /// <summary>The writer of a format.</summary>
    /// <exception cref="CrmException">CRM3003: the format cannot be written.</exception>
    public static ExportWriter Create(Stream stream, ImportFormat format, IReadOnlyList<string> columns, bool excelSafe) =>
        format == ImportFormat.JsonLines ? new JsonExportWriter(stream, columns)
        : format.IsDelimited ? new CsvExportWriter(stream, format.Delimiter, columns, excelSafe)
        : throw new CrmException(ImportErrorCodes.BadOption, "Tables with blanks cannot hold every text; export as delimited text or as JSON Lines.");
}
