using System.Text;

namespace Crm.Sdk.Import;

/// <summary>Fields parted by runs of blanks or tabs, as statistics programs write tables; blanks at the start of a line are ignored.</summary>
internal sealed class BlankRowReader(Stream stream, bool noHeader, IReadOnlyList<string> given) : RowReader
{
    private readonly LineReader _lines = new(stream);
    private readonly List<Range> _fields = [];
    private string[] _columns = [];
    private bool _first;

    public override IReadOnlyList<string> Columns => _columns;

    public override long Line => _lines.Number;

    public override ReadOnlySpan<byte> this[int column] => column < _fields.Count ? _lines.Line[_fields[column]] : default;

    public override bool Has(int column) => column < _fields.Count;

    public override async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        _first = await NextAsync(cancellationToken).ConfigureAwait(false);
        if (noHeader)
        {
            _columns = Numbered(given, _fields.Count);
            return;
        }

        if (!_first)
        {
            throw new CrmException(ImportErrorCodes.BadFile, "The file is empty; it needs a header line with the names of its columns.");
        }

        _first = false;
        _columns = Named(_fields.Select(field => Encoding.UTF8.GetString(_lines.Line[field])));
    }

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_first)
        {
            _first = false;
        }
        else if (!await NextAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Malformed = _fields.Count != _columns.Length ? Shape(_fields.Count, _columns.Length)
            : !noHeader && IsHeaderAgain(_columns, _fields.Count) ? HeaderAgain
            : null;
        return true;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        do
        {
            _fields.Clear();
            if (!await _lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            Split();
        }
        while (_fields.Count == 0); // an empty line

        return true;
    }

    private void Split()
    {
        ReadOnlySpan<byte> line = _lines.Line;
        int at = 0;
        while (true)
        {
            int begin = line[at..].IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (begin < 0)
            {
                return;
            }

            begin += at;
            int length = line[begin..].IndexOfAny((byte)' ', (byte)'\t');
            int end = length < 0 ? line.Length : begin + length;
            _fields.Add(new Range(begin, end));
            at = end;
        }
    }
}
