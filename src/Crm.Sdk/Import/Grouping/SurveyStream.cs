using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Crm.Sdk.Import;

/// <summary>Reads a source through: hashes its bytes and refuses what is not UTF-8, before anything is written.</summary>
internal sealed class SurveyStream(Stream inner) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _carry = new byte[4]; // the beginning of a character that the last block cut
    private int _carried;
    private long _lines = 1;
    private bool _begun;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>SHA-256 over all bytes that were read.</summary>
    public byte[] Hash() => _hash.GetHashAndReset();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Check(buffer.Span[..read], ended: read == 0 && buffer.Length > 0);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The survey reads asynchronously.");

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> bytes, bool ended)
    {
        _hash.AppendData(bytes);
        if (!_begun && bytes.Length >= 2)
        {
            _begun = true;
            if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || bytes[..Math.Min(bytes.Length, 512)].Contains((byte)0))
            {
                throw NotUtf8("it looks like UTF-16");
            }
        }

        if (_carried > 0)
        {
            int wanted = Rune.DecodeFromUtf8(_carry.AsSpan(0, _carried), out _, out _) == System.Buffers.OperationStatus.NeedMoreData ? Sequence(_carry[0]) - _carried : 0;
            int taken = Math.Min(wanted, bytes.Length);
            bytes[..taken].CopyTo(_carry.AsSpan(_carried));
            bytes = bytes[taken..];
            _carried += taken;
            if (taken == wanted || ended)
            {
                if (!Utf8.IsValid(_carry.AsSpan(0, _carried)))
                {
                    throw NotUtf8();
                }

                _carried = 0;
            }
        }

        int whole = bytes.Length - Unfinished(bytes);
        if (!Utf8.IsValid(bytes[..whole]))
        {
            _lines += bytes[..ValidLength(bytes[..whole])].Count((byte)'\n');
            throw NotUtf8();
        }

        _lines += bytes[..whole].Count((byte)'\n');
        if (whole < bytes.Length)
        {
            bytes[whole..].CopyTo(_carry);
            _carried = bytes.Length - whole;
        }
    }

    /// <summary>How many bytes at the end begin a character that goes on in the next block.</summary>
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte lead = bytes[^back];
            if ((lead & 0xC0) != 0x80)
            {
                return Sequence(lead) > back ? back : 0;
            }
        }

        return 0;
    }

    private static int Sequence(byte lead) => lead switch
    {
        >= 0xF0 => 4,
        >= 0xE0 => 3,
        >= 0xC0 => 2,
        _ => 1,
    };

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            at += consumed;
        }

        return at;
    }

    private CrmException NotUtf8(string? guess = null) => new(
        ImportErrorCodes.BadEncoding,
        $"The file is not text in UTF-8 (line {_lines}{(guess is null ? "; files of Chinese Windows are often GBK, those of Western Windows windows-1252" : $"; {guess}")}). Save it as UTF-8 (\"CSV UTF-8\" in Excel) and import it again.");
}
