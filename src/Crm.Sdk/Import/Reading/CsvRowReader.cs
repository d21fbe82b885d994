using System.Buffers;
using CsvHelper;

namespace Crm.Sdk.Import;

/// <summary>Delimited text by RFC 4180.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly CsvReader _csv;
    private readonly bool _noHeader;
    private readonly IReadOnlyList<string> _given;
    private readonly string? _joined;
    private readonly byte _delimiter;
    private readonly ArrayBufferWriter<byte> _join = new();
    private int _joinedColumn = -1;
    private int _surplus; // how many fields more than columns the current row has
    private string[] _columns = [];
    private bool _first; // the first row was read to count its fields

    /// <param name="stream">The source.</param>
    /// <param name="delimiter">What parts the fields.</param>
    /// <param name="noHeader">Whether the first line is a row.</param>
    /// <param name="columns">The names of the columns where there is no header.</param>
    /// <param name="joined">The column to which the fields belong that a row has too many, or null.</param>
    public CsvRowReader(Stream stream, char delimiter, bool noHeader, IReadOnlyList<string> columns, string? joined)
    {
        _joined = joined;
        _delimiter = (byte)delimiter;
        _noHeader = noHeader;
        _given = columns;
        _csv = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                Separator = delimiter,
                HasHeader = false, // the header is read as a row, so that what is wrong with it gets this project's errors
                TrimWhitespace = joined is null, // the blanks between joined fields belong to the text
                TrackLineNumbers = true,
                MaxRecordSize = MaxRowBytes,
                MalformedData = CsvMalformedDataHandling.Recover,
                OnMalformedRecord = record => Malformed = Describe(record.Reason),
                DetectSeparatorHint = false,
                IncludeValuesInExceptions = false,
            },
            leaveOpen: true);
    }

    public override IReadOnlyList<string> Columns => _columns;

    public override long Line => _csv.LineNumber;

    public override bool IsGuarded => true;

    public override ReadOnlySpan<byte> this[int column] =>
        _surplus > 0 && column >= _joinedColumn ? column == _joinedColumn ? Trim(_join.WrittenSpan) : Trim(_csv.GetSpan(column + _surplus))
        : column < _csv.FieldCount ? Trim(_csv.GetSpan(column)) : default;

    public override bool Has(int column) => column < _csv.FieldCount;

    public override async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        bool any = await NextAsync(cancellationToken).ConfigureAwait(false);
        if (_noHeader)
        {
            _first = any;
            _columns = Numbered(_given, any ? _csv.FieldCount : 0);
            FindJoined();
            return;
        }

        if (!any)
        {
            throw new CrmException(ImportErrorCodes.BadFile, "The file is empty; it needs a header line with the names of its columns.");
        }

        if (Malformed is { } reason)
        {
            throw new CrmException(ImportErrorCodes.BadFile, $"The header in line {Line} cannot be read: {reason}.");
        }

        _columns = Named(Enumerable.Range(0, _csv.FieldCount).Select(_csv.GetString));
        FindJoined();
    }

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (_first)
            {
                _first = false;
            }
            else if (!await NextAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
        while (_columns.Length > 1 && _csv.FieldCount == 1 && this[0].IsEmpty); // a line of blanks

        _surplus = 0;
        if (Malformed is null && _csv.FieldCount > _columns.Length && _joinedColumn >= 0)
        {
            Join();
        }
        else if (Malformed is null && _csv.FieldCount != _columns.Length)
        {
            Malformed = Shape(_csv.FieldCount, _columns.Length);
        }
        else if (Malformed is null && !_noHeader && IsHeaderAgain(_columns, _csv.FieldCount))
        {
            Malformed = HeaderAgain;
        }

        return true;
    }

    public override ValueTask DisposeAsync() => _csv.DisposeAsync();

    private void FindJoined()
    {
        if (_joined is null)
        {
            return;
        }

        _joinedColumn = Array.IndexOf(_columns, _joined);
        if (_joinedColumn < 0)
        {
            throw new CrmException(ImportErrorCodes.BadColumns, $"Surplus fields are to be joined into column '{_joined}', which the file does not have.{NearNames.Hint(_joined, _columns)} The file's columns are {string.Join(", ", _columns)}.");
        }
    }

    /// <summary>Puts the delimiters back that were meant as text.</summary>
    private void Join()
    {
        _surplus = _csv.FieldCount - _columns.Length;
        _join.ResetWrittenCount();
        for (int field = _joinedColumn; field <= _joinedColumn + _surplus; field++)
        {
            if (field > _joinedColumn)
            {
                _join.Write([_delimiter]);
            }

            _join.Write(_csv.GetSpan(field));
        }
    }

    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        Malformed = null;
        try
        {
            return await _csv.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException error)
        {
            throw new CrmException(
                ImportErrorCodes.BadFile,
                $"The row that starts in line {Math.Max(1, error.LineNumber)} is longer than {MaxRowBytes / 1024} KiB; most likely a quote in it is never closed.",
                error);
        }
    }

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "a quote stands inside a field that does not begin with one; put the field in quotes and double the quote",
        CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a field; double the quotes that belong to the text",
        CsvMalformedReason.UnterminatedQuote => "a quote is never closed",
        _ => "the quotes are not balanced",
    };
}
