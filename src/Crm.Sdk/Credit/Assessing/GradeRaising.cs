namespace Crm.Sdk.Credit;

/// <summary>Works out what would raise a grade: which new evidence, and of what value at least (CR-2).</summary>
/// <remarks>Each way is computed with the formulas of the score itself, so that an assessment with that evidence does get the better grade.</remarks>
internal static class GradeRaising
{
    private const int MostWays = 5;
    private const double Margin = 1e-6; // the score is rounded; a way that only just reaches a cut-off must reach it

    /// <param name="model">The model.</param>
    /// <param name="pools">The pooled evidence, by criterion.</param>
    /// <param name="grading">The grade as it is.</param>
    /// <param name="score">The score as it is.</param>
    /// <param name="digits">To how many digits scores are rounded.</param>
    public static ValueList<GradeRaise> Of(CreditModel model, PooledEvidence[][] pools, Grading grading, double score, int digits)
    {
        if (grading.Grade == CreditGrade.A || !grading.Vetoes.IsEmpty)
        {
            return [];
        }

        CreditGrade wanted = grading.Grade - 1;
        double gap = model.RuleOf(wanted).MinScore - score;
        List<Lever> levers = [.. Levers(model, pools)];
        levers.Sort(static (left, right) => right.Gain.CompareTo(left.Gain));
        List<GradeRaise> ways = [];
        foreach (Lever lever in levers)
        {
            if (lever.Gain >= gap && ways.Count < MostWays && Way(model, pools, wanted, score, [lever], digits) is { } way)
            {
                ways.Add(way);
            }
        }

        if (ways.Count == 0 && Together(model, pools, wanted, score, levers, digits) is { } together)
        {
            ways.Add(together);
        }

        return ValueList.Create<GradeRaise>([.. ways]);
    }

    /// <summary>The fewest indicators that together are enough, those that give most first.</summary>
    private static GradeRaise? Together(CreditModel model, PooledEvidence[][] pools, CreditGrade wanted, double score, IReadOnlyList<Lever> levers, int digits)
    {
        // What the grade asks to be known comes first: without it no score is enough.
        List<Lever> chosen = [.. model.RuleOf(wanted).EveryCriterion
            ? levers.GroupBy(static lever => lever.Criterion).Where(group => Confidence(pools[group.Key]) <= 0).Select(static group => group.MaxBy(static lever => lever.Gain)!)
            : []];
        double gap = model.RuleOf(wanted).MinScore - score, gain = chosen.Sum(static lever => lever.Gain);
        foreach (Lever lever in levers)
        {
            if (gain >= gap && chosen.Count > 1 && Way(model, pools, wanted, score, chosen, digits) is { } way)
            {
                return way;
            }

            if (!chosen.Contains(lever))
            {
                chosen.Add(lever);
                gain += lever.Gain;
            }
        }

        return Way(model, pools, wanted, score, chosen, digits);
    }

    /// <summary>A way by some indicators, the last of which is asked for no more than is needed; null where they are not enough.</summary>
    private static GradeRaise? Way(CreditModel model, PooledEvidence[][] pools, CreditGrade wanted, double score, IReadOnlyList<Lever> chosen, int digits)
    {
        GradeRule rule = model.RuleOf(wanted);
        if (!IsKnownEnough(model, pools, rule, chosen))
        {
            return null;
        }

        double reached = score;
        List<GradeRaiseStep> steps = [];
        for (int i = 0; i < chosen.Count; i++)
        {
            Lever lever = chosen[i];
            ref readonly PooledEvidence pool = ref pools[lever.Criterion][lever.Indicator];
            double best = pool.Indicator.Curve.Best, needed = best;
            if (i == chosen.Count - 1)
            {
                needed = Math.Max(0, pool.NeededFor(pool.Score + ((rule.MinScore + Margin - reached) / lever.Share)));
            }

            if (needed > best || pool.Indicator.Curve.LeastFor(needed) is not { } value)
            {
                return null;
            }

            reached += lever.Share * (pool.ScoreWith(pool.Indicator.Curve.ScoreOf(value)) - pool.Score);
            steps.Add(new GradeRaiseStep(model.Criteria[lever.Criterion].Code, pool.Indicator.Code, value, pool.Indicator.Curve.Direction));
        }

        double rounded = Math.Round(reached, digits, MidpointRounding.AwayFromZero);
        return rounded >= rule.MinScore ? new GradeRaise(wanted, rounded, ValueList.Create<GradeRaiseStep>([.. steps])) : null;
    }

    private static bool IsKnownEnough(CreditModel model, PooledEvidence[][] pools, GradeRule rule, IReadOnlyList<Lever> chosen)
    {
        double confidence = 0;
        for (int c = 0; c < pools.Length; c++)
        {
            double ofCriterion = Confidence(pools[c]);
            foreach (Lever lever in chosen.Where(lever => lever.Criterion == c))
            {
                ref readonly PooledEvidence pool = ref pools[c][lever.Indicator];
                ofCriterion += pool.Indicator.Weight * (pool.ConfidenceWith - pool.Confidence);
            }

            if (rule.EveryCriterion && ofCriterion <= 0)
            {
                return false;
            }

            confidence += model.Criteria[c].Weight * ofCriterion;
        }

        return confidence >= rule.MinConfidence;
    }

    private static double Confidence(PooledEvidence[] pools) => pools.Sum(static pool => pool.Indicator.Weight * pool.Confidence);

    private static IEnumerable<Lever> Levers(CreditModel model, PooledEvidence[][] pools)
    {
        for (int c = 0; c < pools.Length; c++)
        {
            for (int i = 0; i < pools[c].Length; i++)
            {
                double share = model.Criteria[c].Weight * pools[c][i].Indicator.Weight;
                yield return new Lever(c, i, share, share * (pools[c][i].ScoreWith(pools[c][i].Indicator.Curve.Best) - pools[c][i].Score));
            }
        }
    }

    /// <summary>An indicator that new evidence could move.</summary>
    /// <param name="Criterion">The place of its criterion.</param>
    /// <param name="Indicator">Its place in the criterion.</param>
    /// <param name="Share">Its share in the whole score.</param>
    /// <param name="Gain">How far the best value would lift the whole score.</param>
    private sealed record Lever(int Criterion, int Indicator, double Share, double Gain);
}
