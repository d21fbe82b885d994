using System.Numerics;

namespace Crm.Sdk.Classification;

/// <summary>A mark for each row of a table.</summary>
internal sealed class RowBits(int rows)
{
    private readonly ulong[] _words = new ulong[(rows + 63) / 64];

    public bool this[int row] => (_words[row >> 6] >> (row & 63) & 1) != 0;

    public void Mark(int row) => _words[row >> 6] |= 1UL << (row & 63);

    /// <summary>Marks rows of sixty-four that follow on each other, the first of which is a multiple of that.</summary>
    public void Mark64(int first, ulong marks) => _words[first >> 6] |= marks;

    public void MarkFrom(int first)
    {
        for (int row = first; row < rows; row++)
        {
            Mark(row);
        }
    }

    public void Or(RowBits other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    /// <summary>The marked rows, ascending.</summary>
    public int[] ToRows()
    {
        int count = 0;
        foreach (ulong word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        int[] marked = new int[count];
        int at = 0;
        for (int i = 0; i < _words.Length; i++)
        {
            for (ulong word = _words[i]; word != 0; word &= word - 1)
            {
                marked[at++] = (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }

        return marked;
    }
}
