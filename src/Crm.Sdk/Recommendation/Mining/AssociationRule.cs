namespace Crm.Sdk.Recommendation;

/// <summary>An association rule, 关联规则: who has the left side in a basket has the right side too, and how firmly that holds.</summary>
/// <remarks>Measures are computed from exact counts. A measure whose denominator is 0 is undefined, and null. Immutable and thread-safe.</remarks>
/// <param name="Antecedent">The left side in ordinal order; may be empty.</param>
/// <param name="Consequent">The right side in ordinal order.</param>
/// <param name="Count">How many baskets hold both sides.</param>
/// <param name="AntecedentCount">How many hold the left side.</param>
/// <param name="ConsequentCount">How many hold the right side.</param>
/// <param name="Baskets">How many baskets there are.</param>
public sealed record AssociationRule(ValueList<string> Antecedent, ValueList<string> Consequent, int Count, int AntecedentCount, int ConsequentCount, int Baskets)
{
    /// <summary>The share of baskets that hold both sides, 0 to 1.</summary>
    public double Support => (double)Count / Baskets;

    /// <summary>The share of baskets with the left side that hold the right side too, 0 to 1.</summary>
    public double Confidence => (double)Count / AntecedentCount;

    /// <summary>Confidence over the support of the right side: above 1 where the left side makes it likelier. 0 or more.</summary>
    public double Lift => (double)((long)Count * Baskets) / ((long)AntecedentCount * ConsequentCount);

    /// <summary>Support less what it would be if both sides were independent, −0.25 to 0.25 (Piatetsky-Shapiro 1991).</summary>
    public double Leverage => (double)(((long)Count * Baskets) - ((long)AntecedentCount * ConsequentCount)) / Baskets / Baskets;

    /// <summary>How much more often the rule would fail if both sides were independent, 0 or more; infinite where confidence is 1 (Brin et al. 1997).</summary>
    public double Conviction => Count == AntecedentCount
        ? double.PositiveInfinity
        : (double)((long)(Baskets - ConsequentCount) * AntecedentCount) / ((long)Baskets * (AntecedentCount - Count));

    /// <summary>Zhang's measure, −1 (the sides repel) to 1 (they attract); undefined where a side is in every basket (Zhang 2000).</summary>
    public double? Zhang
    {
        get
        {
            long both = (long)Count * (Baskets - AntecedentCount), apart = (long)AntecedentCount * (ConsequentCount - Count), greater = Math.Max(both, apart);
            return greater == 0 ? null : (double)(((long)Count * Baskets) - ((long)AntecedentCount * ConsequentCount)) / greater;
        }
    }

    /// <summary>Of the baskets that hold a side, the share that hold both, 0 to 1.</summary>
    public double Jaccard => (double)Count / (AntecedentCount + (long)ConsequentCount - Count);

    /// <summary>The mean of the confidences of the rule and of its reverse, 0 to 1.</summary>
    public double Kulczynski => (((double)Count / AntecedentCount) + ((double)Count / ConsequentCount)) / 2;
}
