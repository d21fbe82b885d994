using System.Text;

namespace Crm.Sdk.Import;

/// <summary>Puts rows aside whose records cannot be built in passing, and gives them back record by record: rows of one key always fall into one part, and one part at a time is read.</summary>
/// <remarks>Parts are private temporary files, made when first needed. Not thread-safe.</remarks>
internal sealed class RowSpill(int columns) : IAsyncDisposable
{
    private const int Parts = 64;

    private readonly (FileStream Stream, BinaryWriter Writer)?[] _parts = new (FileStream, BinaryWriter)?[Parts];

    /// <summary>Puts the current row aside.</summary>
    public void Add(UInt128 key, Row row)
    {
        BinaryWriter writer = (_parts[(int)((ulong)(key >> 64) % Parts)] ??= Open()).Writer;
        writer.Write((ulong)(key >> 64));
        writer.Write((ulong)key);
        writer.Write(row.Line);
        int length = 0;
        for (int column = 0; column < columns; column++)
        {
            length += sizeof(int) + row[column].Length;
        }

        writer.Write(length);
        for (int column = 0; column < columns; column++)
        {
            ReadOnlySpan<byte> cell = row[column];
            writer.Write(row.Has(column) ? cell.Length : -1);
            writer.Write(cell);
        }
    }

    /// <summary>All rows, those of one key together in the order in which they were added, the keys of a part in the order of their first rows.</summary>
    /// <remarks>Only the places of a part's rows are in memory; a row is read when it is come to, so a record of very many rows is no larger than others.</remarks>
    public IEnumerable<(UInt128 Key, IEnumerable<SpilledRow> Rows)> Groups()
    {
        foreach ((FileStream Stream, BinaryWriter Writer)? part in _parts)
        {
            if (part is not { } open)
            {
                continue;
            }

            open.Writer.Flush();
            using var reader = new BinaryReader(open.Stream, Encoding.UTF8, leaveOpen: true);
            (UInt128 Key, long Place)[] rows = [.. Places(reader)];
            Array.Sort(rows);
            var groups = new List<Range>();
            for (int start = 0, end = 1; end <= rows.Length; end++)
            {
                if (end == rows.Length || rows[end].Key != rows[start].Key)
                {
                    groups.Add(start..end);
                    start = end;
                }
            }

            groups.Sort((left, right) => rows[left.Start.Value].Place.CompareTo(rows[right.Start.Value].Place));
            foreach (Range group in groups)
            {
                yield return (rows[group.Start].Key, ReadAll(reader, rows, group));
            }

            open.Stream.Position = open.Stream.Length;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((FileStream Stream, BinaryWriter Writer)? part in _parts)
        {
            if (part is { } open)
            {
                await open.Writer.DisposeAsync().ConfigureAwait(false);
                await open.Stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static (FileStream Stream, BinaryWriter Writer) Open()
    {
        FileStream stream = TemporaryFile.Create();
        return (stream, new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true));
    }

    private static IEnumerable<(UInt128 Key, long Place)> Places(BinaryReader reader)
    {
        Stream stream = reader.BaseStream;
        for (long place = 0; place < stream.Length;)
        {
            stream.Position = place;
            var key = new UInt128(reader.ReadUInt64(), reader.ReadUInt64());
            yield return (key, place + (2 * sizeof(ulong)));
            _ = reader.ReadInt64();
            int length = reader.ReadInt32();
            place = stream.Position + length;
        }
    }

    private IEnumerable<SpilledRow> ReadAll(BinaryReader reader, (UInt128 Key, long Place)[] rows, Range group)
    {
        for (int row = group.Start.Value; row < group.End.Value; row++)
        {
            reader.BaseStream.Position = rows[row].Place;
            yield return Read(reader);
        }
    }

    private SpilledRow Read(BinaryReader reader)
    {
        long line = reader.ReadInt64();
        _ = reader.ReadInt32();
        byte[]?[] cells = new byte[]?[columns];
        for (int column = 0; column < columns; column++)
        {
            int length = reader.ReadInt32();
            cells[column] = length < 0 ? null : reader.ReadBytes(length);
        }

        return new SpilledRow(line, cells);
    }
}
