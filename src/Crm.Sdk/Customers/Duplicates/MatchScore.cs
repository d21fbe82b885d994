namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Adds up the evidence of all rules.</summary>
/// <remarks>
/// The sum of Fellegi and Sunter (1969): log-odds = prior + Σ weights, and the score is the probability 1 / (1 + 2^−log-odds). The sum is right where rules are independent of
/// each other; within a group they are not, so of the evidence for (and apart from it of that against) the strongest counts in full, the next half, the next a quarter, and so on.
/// The answer does not depend on the order of rules. Thread-safe.
/// </remarks>
internal static class MatchScore
{
    /// <param name="bits">The weights, by rule; NaN where a rule had nothing to compare. Overwritten.</param>
    /// <param name="groups">The number of each rule's group, from 0, ascending.</param>
    /// <param name="prior">The prior evidence in bits.</param>
    /// <returns>0 to 1; 0 where no rule had anything to compare.</returns>
    public static double Of(Span<double> bits, ReadOnlySpan<int> groups, double prior)
    {
        double sum = prior;
        bool any = false;
        for (int start = 0; start < bits.Length;)
        {
            int end = start + 1;
            while (end < bits.Length && groups[end] == groups[start])
            {
                end++;
            }

            Span<double> group = bits[start..end];
            group.Sort(); // NaN first, then the strongest against
            double share = 1;
            foreach (double weight in group)
            {
                any |= !double.IsNaN(weight);
                if (weight < 0)
                {
                    sum += weight * share;
                    share /= 2;
                }
            }

            share = 1;
            for (int i = group.Length - 1; i >= 0 && group[i] > 0; i--)
            {
                sum += group[i] * share;
                share /= 2;
            }

            start = end;
        }

        return any ? 1 / (1 + Math.Pow(2, -sum)) : 0;
    }
}
