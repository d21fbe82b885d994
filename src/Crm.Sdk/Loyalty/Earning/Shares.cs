namespace Crm.Sdk.Loyalty;

/// <summary>Divides whole points among lines in proportion to their amounts by largest remainder, the first of equals first, so that nothing is lost.</summary>
internal static class Shares
{
    /// <param name="points">What is divided; 0 or more.</param>
    /// <param name="amounts">The amounts; those of 0 or less get nothing. Where all do, the first gets everything.</param>
    public static long[] Of(long points, ReadOnlySpan<long> amounts)
    {
        var shares = new long[amounts.Length];
        Int128 whole = 0;
        foreach (long amount in amounts)
        {
            whole += Math.Max(0, amount);
        }

        if (whole == 0)
        {
            shares[0] = points;
            return shares;
        }

        var remainders = new (Int128 Remainder, int Place)[amounts.Length];
        long left = points;
        for (int i = 0; i < shares.Length; i++)
        {
            (Int128 share, Int128 remainder) = Int128.DivRem((Int128)points * Math.Max(0, amounts[i]), whole);
            shares[i] = (long)share;
            left -= shares[i];
            remainders[i] = (-remainder, i);
        }

        foreach ((_, int place) in remainders.Order().Take((int)left))
        {
            shares[place]++;
        }

        return shares;
    }
}
