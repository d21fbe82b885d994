using System.Text;

namespace Crm.Sdk.Import;

/// <summary>Reads cells that hold one of some words as empty.</summary>
internal sealed class NullWordReader(RowReader inner, IReadOnlyList<string> words) : RowReader
{
    private readonly byte[][] _words = [.. words.Select(static word => Encoding.UTF8.GetBytes(word.Trim()))];

    public override IReadOnlyList<string> Columns => inner.Columns;

    public override long Line => inner.Line;

    public override bool IsGuarded => inner.IsGuarded;

    public override ReadOnlySpan<byte> this[int column]
    {
        get
        {
            ReadOnlySpan<byte> cell = inner[column];
            foreach (byte[] word in _words)
            {
                if (cell.SequenceEqual(word))
                {
                    return default;
                }
            }

            return cell;
        }
    }

    public override bool Has(int column) => inner.Has(column);

    public override ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        bool read = await inner.ReadAsync(cancellationToken).ConfigureAwait(false);
        Malformed = inner.Malformed;
        return read;
    }

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
