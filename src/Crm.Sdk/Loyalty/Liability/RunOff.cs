namespace Crm.Sdk.Loyalty;

/// <summary>The run-off of points by age: how those of earlier months of earning ended, and so how those that are there are expected to end.</summary>
internal static class RunOff
{
    /// <summary>The estimate for a wallet.</summary>
    /// <param name="cohorts">What became of the points of each month of earning, by age.</param>
    /// <param name="now">The month that is under way; what happened in it counts for what is there, and not for the rates.</param>
    /// <param name="options">How much history is needed.</param>
    public static BreakageEstimate Estimate(IReadOnlyDictionary<(int Cohort, int Age), CohortSums> cohorts, int now, BreakageOptions options)
    {
        (List<BreakageAge> ages, Dictionary<int, long> outstanding) = Observe(cohorts, now, options);
        long total = outstanding.Values.Sum();
        if (ages.Count == 0)
        {
            return new BreakageEstimate { Open = total, Ages = [], Reason = BreakageReasons.TooShort };
        }

        (double Redeemed, double Lapsed)[] ends = Ends(ages);
        double redeemed = 0, lapsed = 0;
        foreach ((int cohort, long points) in outstanding)
        {
            int age = now - cohort;
            if (age < ends.Length)
            {
                redeemed += points * ends[age].Redeemed;
                lapsed += points * ends[age].Lapsed;
            }
        }

        long expected = (long)Math.Round(redeemed, MidpointRounding.AwayFromZero), breakage = Math.Min((long)Math.Round(lapsed, MidpointRounding.AwayFromZero), total - expected);
        long open = total - expected - breakage;
        return open > total * options.GreatestOpenShare
            ? new BreakageEstimate { Open = open, Ages = ages.ToValueList(), Reason = BreakageReasons.TailOpen }
            : new BreakageEstimate { Redeemed = expected, Lapsed = breakage, Open = open, Rate = total == 0 ? null : (double)breakage / total, Ages = ages.ToValueList() };
    }

    /// <summary>The table of whole months, as far as enough months of earning were seen, and what is there of each.</summary>
    private static (List<BreakageAge> Ages, Dictionary<int, long> Outstanding) Observe(IReadOnlyDictionary<(int Cohort, int Age), CohortSums> cohorts, int now, BreakageOptions options)
    {
        var outstanding = new Dictionary<int, long>();
        foreach (IGrouping<int, KeyValuePair<(int Cohort, int Age), CohortSums>> cohort in cohorts.GroupBy(static pair => pair.Key.Cohort))
        {
            outstanding[cohort.Key] = cohort.Sum(static pair => pair.Value.Came - pair.Value.Redeemed - pair.Value.Lapsed);
        }

        var left = outstanding.Keys.ToDictionary(static cohort => cohort, static _ => 0L);
        List<BreakageAge> ages = [];
        for (int age = 0; ; age++)
        {
            int seen = 0;
            long there = 0, redeemed = 0, lapsed = 0;
            foreach (int cohort in outstanding.Keys.Where(cohort => cohort + age < now))
            {
                CohortSums? sums = cohorts.GetValueOrDefault((cohort, age));
                long points = left[cohort] + (sums?.Came ?? 0);
                left[cohort] = points - (sums?.Redeemed ?? 0) - (sums?.Lapsed ?? 0);
                seen++;
                there += points;
                redeemed += sums?.Redeemed ?? 0;
                lapsed += sums?.Lapsed ?? 0;
            }

            if (seen < options.LeastCohorts || there <= 0)
            {
                return (ages, outstanding);
            }

            ages.Add(new BreakageAge(age, seen, there, redeemed, lapsed));
        }
    }

    /// <summary>Of a point that is there at an age: the shares that are redeemed and that lapse from then on; what is missing to 1 is open.</summary>
    private static (double Redeemed, double Lapsed)[] Ends(List<BreakageAge> ages)
    {
        var ends = new (double Redeemed, double Lapsed)[ages.Count];
        (double redeemed, double lapsed) = (0, 0);
        for (int age = ages.Count - 1; age >= 0; age--)
        {
            double now = Share(ages[age].Redeemed, ages[age].Points), gone = Math.Min(Share(ages[age].Lapsed, ages[age].Points), 1 - now), stays = 1 - now - gone;
            (redeemed, lapsed) = (now + (stays * redeemed), gone + (stays * lapsed));
            ends[age] = (redeemed, lapsed);
        }

        return ends;

        static double Share(long part, long whole) => Math.Clamp((double)part / whole, 0, 1);
    }
}
