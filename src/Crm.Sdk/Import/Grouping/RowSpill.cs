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
        for (int column = 0; column < columns; column++)
        {
            ReadOnlySpan<byte> cell = row[column];
            writer.Write(row.Has(column) ? cell.Length : -1);
            writer.Write(cell);
        }
    }

    /// <summary>All rows, those of one key together in the order in which they were added, the keys of a part in the order of their first rows.</summary>
    public IEnumerable<(UInt128 Key, IReadOnlyList<SpilledRow> Rows)> Groups()
    {
        foreach ((FileStream Stream, BinaryWriter Writer)? part in _parts)
        {
            if (part is not { } open)
            {
                continue;
            }

            open.Writer.Flush();
            open.Stream.Position = 0;
            Dictionary<UInt128, List<SpilledRow>> groups = [];
            using (var reader = new BinaryReader(open.Stream, Encoding.UTF8, leaveOpen: true))
            {
                while (open.Stream.Position < open.Stream.Length)
                {
                    var key = new UInt128(reader.ReadUInt64(), reader.ReadUInt64());
                    if (!groups.TryGetValue(key, out List<SpilledRow>? rows))
                    {
                        groups.Add(key, rows = []);
                    }

                    rows.Add(Read(reader));
                }
            }

            foreach ((UInt128 key, List<SpilledRow> rows) in groups.OrderBy(static group => group.Value[0].Line))
            {
                yield return (key, rows);
            }
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

    private SpilledRow Read(BinaryReader reader)
    {
        long line = reader.ReadInt64();
        byte[]?[] cells = new byte[]?[columns];
        for (int column = 0; column < columns; column++)
        {
            int length = reader.ReadInt32();
            cells[column] = length < 0 ? null : reader.ReadBytes(length);
        }

        return new SpilledRow(line, cells);
    }
}
