namespace Crm.Sdk.Campaigns;

/// <summary>Divides an audience into the control group and the variants: by chance that anybody can compute again, and in numbers that are exact.</summary>
/// <remarks>
/// Each customer has a place (<see cref="Care.CustomerPlace"/>). The audience is put in the order of places and cut where the groups are full; the numbers are by largest remainder. Thread-safe.
/// </remarks>
internal static class CampaignSplit
{
    /// <summary>How many customers each group gets: the control group, then the variants in their order. They add up to the audience, and none is a whole customer off its share.</summary>
    public static long[] CountsOf(CampaignPlan plan, long audience)
    {
        long weights = plan.Variants.Sum(static variant => (long)variant.Weight), parts = 100 * weights;
        long[] shares = [plan.ControlPercent * weights, .. plan.Variants.Select(variant => (100L - plan.ControlPercent) * variant.Weight)];
        long[] counts = [.. shares.Select(share => (long)((Int128)audience * share / parts))];
        int[] byRemainder = [.. Enumerable.Range(0, shares.Length).OrderByDescending(group => (long)((Int128)audience * shares[group] % parts))]; // stable: of equals the first
        long left = audience - counts.Sum();
        for (int i = 0; i < left; i++)
        {
            counts[byRemainder[i]]++;
        }

        return counts;
    }

    /// <summary>The first place of each group but the first; one that nobody reaches where a group and all after it are empty.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="places">The places of the whole audience; they are sorted.</param>
    public static ValueList<long> Cut(CampaignPlan plan, List<long> places)
    {
        places.Sort();
        long[] counts = CountsOf(plan, places.Count);
        var cuts = new long[counts.Length - 1];
        long full = 0;
        for (int group = 0; group < cuts.Length; group++)
        {
            full += counts[group];
            cuts[group] = full < places.Count ? places[(int)full] : long.MaxValue;
        }

        return cuts.ToValueList();
    }

    /// <summary>The variant of a place; null for the control group.</summary>
    public static string? VariantOf(CampaignPlan plan, ValueList<long> cuts, long place)
    {
        int group = cuts.Count(cut => place >= cut);
        return group == 0 ? null : plan.Variants[group - 1].Code;
    }
}
