namespace Crm.Sdk.Transactions;

/// <summary>Counts numbers from 1 on by bands.</summary>
internal sealed class BandTally(params int[] greatest)
{
    private readonly long[] _counts = new long[greatest.Length + 1];

    public void Add(int number)
    {
        int band = Array.FindIndex(greatest, limit => number <= limit);
        _counts[band < 0 ? greatest.Length : band]++;
    }

    public ValueList<CountBand> Build() =>
    [
        .. _counts.Select((count, i) => new CountBand(i == 0 ? 1 : greatest[i - 1] + 1, i < greatest.Length ? greatest[i] : null, count)),
    ];
}
