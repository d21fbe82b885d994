using System.Buffers;
using System.Globalization;
using CsvHelper;

namespace Crm.Sdk.Export;

/// <summary>Delimited text by RFC 4180.</summary>
internal sealed class CsvExportWriter : ExportWriter
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(";,|\t\r\n\"");

    private readonly CsvWriter _csv;
    private readonly bool _excelSafe;

    public CsvExportWriter(Stream stream, char delimiter, IReadOnlyList<string> columns, bool excelSafe)
    {
        _excelSafe = excelSafe;
        _csv = CsvWriter.Create(stream, new CsvWriterOptions { Separator = delimiter, WriteByteOrderMark = excelSafe }, leaveOpen: true);
        _csv.WriteRecord([.. columns]);
    }

    public override void Text(string? value)
    {
        if (value is null)
        {
            _csv.WriteField(string.Empty);
            return;
        }

        string text = FormulaGuard.Apply(value, _excelSafe);
        if (_excelSafe && text.AsSpan().ContainsAny(Separators))
        {
            _csv.WriteField(text, CsvQuoting.Always); // in countries with another separator Excel would cut here, and a formula could begin
        }
        else
        {
            _csv.WriteField(text);
        }
    }

    public override void Number(decimal? value) => _csv.WriteField(value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);

    public override void Real(double? value) => _csv.WriteField(value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty);

    public override void Json(string? value) => Text(value);

    public override ValueTask EndRowAsync(CancellationToken cancellationToken) => _csv.EndRecordAsync(cancellationToken);

    public override ValueTask DisposeAsync() => _csv.DisposeAsync();
}
