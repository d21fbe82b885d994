namespace Crm.Sdk.Import;

/// <summary>Reads lines of bytes, without their ends and without a byte order mark, in a buffer that grows to the longest line.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int InitialBuffer = 64 * 1024;

    private byte[] _buffer = new byte[InitialBuffer];
    private int _start;
    private int _filled;
    private int _length;
    private int _next;
    private bool _ended;

    /// <summary>The number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The current line.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_start, _length);

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _start = _next;
        int searched = 0;
        while (true)
        {
            int end = _buffer.AsSpan(_start + searched, _filled - _start - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                Found(searched + end, 1);
                return true;
            }

            searched = _filled - _start;
            if (_ended)
            {
                Found(searched, 0);
                return searched > 0;
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Found(int length, int terminator)
    {
        _next = _start + length + terminator;
        _length = length > 0 && _buffer[_start + length - 1] == '\r' ? length - 1 : length;
        if (Number++ == 0 && Line.StartsWith("\uFEFF"u8))
        {
            (_start, _length) = (_start + 3, _length - 3);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        int kept = _filled - _start;
        if (kept > RowReader.MaxRowBytes)
        {
            throw new CrmException(ImportErrorCodes.BadFile, $"Line {Number + 1} is longer than {RowReader.MaxRowBytes / 1024} KiB; is the file one of lines?");
        }

        byte[] target = kept > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(target);
        (_buffer, _start, _filled) = (target, 0, kept);
        int read = await stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
        _filled += read;
        _ended = read == 0;
    }
}
