using Crm.Sdk.Classification;

namespace Crm.Sdk.Value;

/// <summary>The days on which one customer purchased, with what each brought after returns.</summary>
/// <remarks>
/// All orders of a local day are one purchase. A return is taken off the latest purchase before it that has something left, then off the one before; a purchase of which nothing is
/// left counts no more, as if it had not been made, while one that was free from the start does count. Its buffers are used again for the next customer: used by one thread.
/// </remarks>
internal sealed class PurchaseDays
{
    private int[] _days = new int[16];
    private long[] _amounts = new long[16];
    private bool[] _gone = new bool[16];

    public int Count { get; private set; }

    /// <summary>Whether an amount is unknown because a rate of exchange is missing.</summary>
    public bool HasUnknownAmount { get; private set; }

    public ReadOnlySpan<int> Days => _days.AsSpan(0, Count);

    public ReadOnlySpan<long> Amounts => _amounts.AsSpan(0, Count);

    public void Read(OrderHistory history, LocalDays localDays)
    {
        Count = 0;
        HasUnknownAmount = false;
        int interval = 0;
        for (int i = 0; i < history.Count; i++)
        {
            HasUnknownAmount |= (history.Marks[i] & OrderMarks.AmountUnknown) != 0;
            if ((history.Marks[i] & OrderMarks.Return) != 0)
            {
                TakeBack(-history.Amounts[i]);
            }
            else
            {
                Add(localDays.DayOf(history.Microseconds[i], ref interval), history.Amounts[i]);
            }
        }

        LeaveOutGone();
    }

    private void Add(int day, long amount)
    {
        if (Count > 0 && day <= _days[Count - 1])
        {
            _amounts[Count - 1] = checked(_amounts[Count - 1] + amount);
            _gone[Count - 1] = false;
            return;
        }

        if (Count == _days.Length)
        {
            Array.Resize(ref _days, Count * 2);
            Array.Resize(ref _amounts, Count * 2);
            Array.Resize(ref _gone, Count * 2);
        }

        _days[Count] = day;
        _amounts[Count] = amount;
        _gone[Count++] = false;
    }

    private void TakeBack(long amount)
    {
        for (int i = Count - 1; i >= 0 && amount > 0; i--)
        {
            if (_amounts[i] > 0)
            {
                long part = Math.Min(amount, _amounts[i]);
                amount -= part;
                _amounts[i] -= part;
                _gone[i] = _amounts[i] == 0;
            }
        }
    }

    private void LeaveOutGone()
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!_gone[i])
            {
                _days[kept] = _days[i];
                _amounts[kept++] = _amounts[i];
            }
        }

        Count = kept;
    }
}
