namespace Crm.Sdk.Lifecycle;

/// <summary>What a strategy brought: the share of customers won back against the share of those held out (LC-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Strategy">The strategy; null for all together.</param>
/// <param name="Treated">How many customers it was picked for long enough ago, not held out.</param>
/// <param name="TreatedWonBack">How many of them bought again within the days.</param>
/// <param name="HeldOut">How many were held out long enough ago.</param>
/// <param name="HeldOutWonBack">How many of them bought again within the days.</param>
/// <param name="TooRecent">For how many it was picked too short a time ago to tell.</param>
public sealed record WinBackLift(string? Strategy, long Treated, long TreatedWonBack, long HeldOut, long HeldOutWonBack, long TooRecent)
{
    private const double Z = 1.959963984540054; // 97.5 % of the standard normal distribution lie below

    /// <summary>The share of treated customers less the share of those held out; null where one group is empty.</summary>
    public double? Lift => Treated > 0 && HeldOut > 0 ? ((double)TreatedWonBack / Treated) - ((double)HeldOutWonBack / HeldOut) : null;

    /// <summary>
    /// The 95 % interval of the lift: R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998), 873–890, method 10, from the score
    /// intervals of E. B. Wilson (1927). Null where one group is empty.
    /// </summary>
    public (double Low, double High)? Interval
    {
        get
        {
            if (Lift is not { } lift)
            {
                return null;
            }

            (double one, double low1, double high1) = Wilson(TreatedWonBack, Treated);
            (double other, double low2, double high2) = Wilson(HeldOutWonBack, HeldOut);
            return (lift - Math.Sqrt(((one - low1) * (one - low1)) + ((high2 - other) * (high2 - other))), lift + Math.Sqrt(((high1 - one) * (high1 - one)) + ((other - low2) * (other - low2))));
        }
    }

    private static (double Share, double Low, double High) Wilson(long count, long all)
    {
        double share = (double)count / all, middle = (2 * count) + (Z * Z), width = Z * Math.Sqrt((Z * Z) + (4 * count * (1 - share))), scale = 2 * (all + (Z * Z));
        return (share, (middle - width) / scale, (middle + width) / scale);
    }
}
