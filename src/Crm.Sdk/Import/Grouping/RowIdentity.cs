using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Crm.Sdk.Export;

namespace Crm.Sdk.Import;

/// <summary>Tells which record a row belongs to: by its key, or, where it has none, by all its values.</summary>
/// <remarks>
/// The values count with the names of their columns, in the order of those names, and empty ones do not count: the same row gives the same hash whatever the order of rows or columns, and
/// whichever of its columns are mapped. The first 128 bits of SHA-256. Not thread-safe.
/// </remarks>
internal sealed class RowIdentity(RowReader reader, int keyColumn)
{
    private readonly List<(byte[] Name, int Column)> _columns = [];
    private byte[] _buffer = new byte[1024];

    /// <summary>Whether a row has a key of its own.</summary>
    public bool HasKey(Row row) => keyColumn >= 0 && !row[keyColumn].IsEmpty;

    /// <summary>The hash of a row's key.</summary>
    public UInt128 OfKey(Row row) => OfText(row, keyColumn);

    /// <summary>The hash of a cell that names a record: that of its key where both are one text.</summary>
    public UInt128 OfText(Row row, int column)
    {
        ReadOnlySpan<byte> key = row[column];
        if (Ascii.IsValid(key) && key[0] != '\'')
        {
            return Hash(key);
        }

        // Keys that are one text once they are read are one key.
        string text = Encoding.UTF8.GetString(key);
        text = (reader.IsGuarded ? FormulaGuard.Remove(text) : text).Trim();
        return Hash(Encoding.UTF8.GetBytes(text.Contains('\uFFFE', StringComparison.Ordinal) || text.IsNormalized() ? text : text.Normalize())); // U+FFFE has no normal form; its row is refused
    }

    /// <summary>The hash of a row's values.</summary>
    public UInt128 OfValues(Row row)
    {
        int length = 0;
        foreach ((byte[] name, int column) in Columns())
        {
            ReadOnlySpan<byte> value = row[column];
            if (value.IsEmpty)
            {
                continue;
            }

            int needed = length + name.Length + value.Length + (2 * sizeof(int));
            if (needed > _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
            }

            length = Append(name, length);
            length = Append(value, length);
        }

        return Hash(_buffer.AsSpan(0, length));
    }

    /// <summary>The key of a row without one: where it comes from, its values, and its number among equal rows, from 0.</summary>
    public static string MadeKey(string source, UInt128 hash, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        string text = System.Buffers.Text.Base64Url.EncodeToString(bytes);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source}:{text}:{ordinal}");
    }

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private int Append(ReadOnlySpan<byte> bytes, int at)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(at), bytes.Length); // lengths first, so that no two rows read alike
        bytes.CopyTo(_buffer.AsSpan(at + sizeof(int)));
        return at + sizeof(int) + bytes.Length;
    }

    private List<(byte[] Name, int Column)> Columns()
    {
        if (_columns.Count < reader.Columns.Count)
        {
            _columns.Clear();
            _columns.AddRange(reader.Columns
                .Select(static (name, column) => (Name: name, Column: column))
                .OrderBy(static pair => pair.Name, StringComparer.Ordinal)
                .Select(static pair => (Encoding.UTF8.GetBytes(pair.Name), pair.Column)));
        }

        return _columns;
    }
}
