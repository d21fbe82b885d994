namespace Crm.Sdk.Value;

/// <summary>
/// What the buy-till-you-die models need to know of a customer: (x, t_x, T) and the mean spend m, all at the end of an observation that began with the first
/// purchase (Fader, Hardie, Lee 2005, "Counting Your Customers" the Easy Way, Marketing Science 24(2)).
/// </summary>
/// <param name="Frequency">x: purchases after the first, at most one a day; 0 or more.</param>
/// <param name="Recency">t_x: the time from the first purchase to the last one, in units of time; 0 where x is 0.</param>
/// <param name="Age">T: the time from the first purchase to the end of the observation, in units of time; at least <paramref name="Recency"/>.</param>
/// <param name="MeanSpend">m: what a repeat purchase brought on average, in units of the currency; null without repeat purchases or where an amount is unknown.</param>
public readonly record struct RepeatPurchases(int Frequency, double Recency, double Age, double? MeanSpend = null)
{
    /// <summary>A customer of whom nothing is known yet but that there is a first purchase now.</summary>
    public static RepeatPurchases New { get; }

    /// <summary>Whether the figures can be those of a customer: finite, not negative, recency not above age, and 0 without repeat purchases.</summary>
    public bool IsPossible => Frequency >= 0 && Recency >= 0 && Recency <= Age && double.IsFinite(Age) && (Frequency > 0 || Recency == 0);

    /// <summary>Throws unless <see cref="IsPossible"/>.</summary>
    /// <exception cref="CrmException">CRM6002.</exception>
    internal void Require()
    {
        if (!IsPossible)
        {
            throw new CrmException(
                ValueErrorCodes.BadPurchases,
                FormattableString.Invariant($"Repeat purchases x = {Frequency}, t_x = {Recency}, T = {Age} are not those of a customer: x is 0 or more, 0 <= t_x <= T, and t_x is 0 where x is 0."));
        }
    }
}
