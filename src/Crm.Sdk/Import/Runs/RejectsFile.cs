using System.Globalization;
using Crm.Sdk.Export;
using CsvHelper;

namespace Crm.Sdk.Import;

/// <summary>The file of refused rows: CSV with <c>line,field,value,error</c>. It grows with the confirmed chunks, so that an interrupted run goes on with it.</summary>
/// <remarks>Values that a spreadsheet would run as a formula are guarded by an apostrophe. Without a path nothing is written. Not thread-safe.</remarks>
internal sealed class RejectsFile : IAsyncDisposable
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    private readonly FileStream? _file;

    private RejectsFile(FileStream? file) => _file = file;

    /// <summary>Its length in bytes.</summary>
    public long Length => _file?.Length ?? 0;

    /// <summary>Opens the file.</summary>
    /// <param name="path">Its path, or null for none.</param>
    /// <param name="confirmed">The length up to which an interrupted run confirmed it, 0 for a new run. What is behind it was never confirmed and goes.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="CrmException">CRM3003: it cannot be written.</exception>
    public static async Task<RejectsFile> OpenAsync(string? path, long confirmed, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return new RejectsFile(null);
        }

        RejectsFile file;
        try
        {
            file = new RejectsFile(new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, Options = FileOptions.Asynchronous }));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CrmException(ImportErrorCodes.BadOption, $"The file for refused rows, '{path}', cannot be written: {error.Message}", error);
        }

        await file.CutAsync(confirmed <= file.Length ? confirmed : 0, cancellationToken).ConfigureAwait(false);
        return file;
    }

    /// <summary>Writes rows behind a length, whatever stood there.</summary>
    public async Task WriteAsync(long behind, IEnumerable<RejectedRow> rows, CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            return;
        }

        await CutAsync(behind, cancellationToken).ConfigureAwait(false);
        var csv = CsvWriter.Create(_file, Options, leaveOpen: true);
        await using (csv.ConfigureAwait(false))
        {
            foreach (RejectedRow row in rows)
            {
                csv.WriteField(row.Line.ToString(CultureInfo.InvariantCulture));
                csv.WriteField(row.Field);
                csv.WriteField(FormulaGuard.Apply(row.Value, excelSafe: true));
                csv.WriteField(row.Error);
                await csv.EndRecordAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await _file.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task CutAsync(long length, CancellationToken cancellationToken)
    {
        if (_file!.Length > length)
        {
            _file.SetLength(length);
        }

        _file.Position = _file.Length;
        if (length == 0)
        {
            await _file.WriteAsync("line,field,value,error\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }
    }
}
