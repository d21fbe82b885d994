namespace Crm.Sdk.Classification;

/// <summary>What one thread needs while it computes facts.</summary>
internal sealed class FactScratch(LocalDays days)
{
    private int _interval;
    private int[] _gaps = new int[64];

    public int DayOf(long microseconds) => days.DayOf(microseconds, ref _interval);

    public Span<int> Gaps(int count)
    {
        if (_gaps.Length < count)
        {
            _gaps = new int[Math.Max(count, _gaps.Length * 2)];
        }

        return _gaps;
    }
}
