using System.Runtime.InteropServices;

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
        Lever[] levers = Levers(model, pools);
        List<GradeRaise> ways = [];
        for (int i = 0; i < levers.Length && levers[i].Gain >= gap && ways.Count < MostWays; i++)
        {
            if (Way(model, pools, wanted, score, levers.AsSpan(i, 1), digits) is { } way)
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
    private static GradeRaise? Together(CreditModel model, PooledEvidence[][] pools, CreditGrade wanted, double score, ReadOnlySpan<Lever> levers, int digits)
    {
        // What the grade asks to be known comes first: without it no score is enough.
        List<Lever> chosen = model.RuleOf(wanted).EveryCriterion ? OfUnknownCriteria(pools, levers) : [];
        double gap = model.RuleOf(wanted).MinScore - score, gain = chosen.Sum(static lever => lever.Gain);
        foreach (Lever lever in levers)
        {
            if (gain >= gap && chosen.Count > 1 && Way(model, pools, wanted, score, CollectionsMarshal.AsSpan(chosen), digits) is { } way)
            {
                return way;
            }

            if (!chosen.Contains(lever))
            {
                chosen.Add(lever);
                gain += lever.Gain;
            }
        }

        return Way(model, pools, wanted, score, CollectionsMarshal.AsSpan(chosen), digits);
    }

    /// <summary>Of each criterion on which nothing is known the indicator that gives most.</summary>
    private static List<Lever> OfUnknownCriteria(PooledEvidence[][] pools, ReadOnlySpan<Lever> levers)
    {
        List<Lever> chosen = [];
        foreach (Lever lever in levers)
        {
            if (Confidence(pools[lever.Criterion]) <= 0 && !chosen.Exists(one => one.Criterion == lever.Criterion))
            {
                chosen.Add(lever);
            }
        }

        return chosen;
    }

    /// <summary>A way by some indicators, the last of which is asked for no more than is needed; null where they are not enough.</summary>
    private static GradeRaise? Way(CreditModel model, PooledEvidence[][] pools, CreditGrade wanted, double score, ReadOnlySpan<Lever> chosen, int digits)
    {
        GradeRule rule = model.RuleOf(wanted);
        if (!IsKnownEnough(model, pools, rule, chosen))
        {
            return null;
        }

        double reached = score;
        var steps = new GradeRaiseStep[chosen.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            Lever lever = chosen[i];
            ref readonly PooledEvidence pool = ref pools[lever.Criterion][lever.Indicator];
            double best = pool.Indicator.Curve.Best, needed = best;
            if (i == chosen.Length - 1)
            {
                needed = Math.Max(0, pool.NeededFor(pool.Score + ((rule.MinScore + Margin - reached) / lever.Share)));
            }

            if (needed > best || pool.Indicator.Curve.LeastFor(needed) is not { } value)
            {
                return null;
            }

            reached += lever.Share * (pool.ScoreWith(pool.Indicator.Curve.ScoreOf(value)) - pool.Score);
            steps[i] = new GradeRaiseStep(model.Criteria[lever.Criterion].Code, pool.Indicator.Code, value, pool.Indicator.Curve.Direction);
        }

        double rounded = Math.Round(reached, digits, MidpointRounding.AwayFromZero);
        return rounded >= rule.MinScore ? new GradeRaise(wanted, rounded, ValueList.Create<GradeRaiseStep>(steps)) : null;
    }

    private static bool IsKnownEnough(CreditModel model, PooledEvidence[][] pools, GradeRule rule, ReadOnlySpan<Lever> chosen)
    {
        double confidence = 0;
        for (int c = 0; c < pools.Length; c++)
        {
            double ofCriterion = Confidence(pools[c]);
            foreach (ref readonly Lever lever in chosen)
            {
                if (lever.Criterion == c)
                {
                    ref readonly PooledEvidence pool = ref pools[c][lever.Indicator];
                    ofCriterion += pool.Indicator.Weight * (pool.ConfidenceWith - pool.Confidence);
                }
            }

            if (rule.EveryCriterion && ofCriterion <= 0)
            {
                return false;
            }

            confidence += model.Criteria[c].Weight * ofCriterion;
        }

        return confidence >= rule.MinConfidence;
    }

    private static double Confidence(ReadOnlySpan<PooledEvidence> pools)
    {
        double confidence = 0;
        foreach (ref readonly PooledEvidence pool in pools)
        {
            confidence += pool.Indicator.Weight * pool.Confidence;
        }

        return confidence;
    }

    /// <summary>All indicators, those first that could lift the score most; of equals those first that stand first in the model.</summary>
    private static Lever[] Levers(CreditModel model, PooledEvidence[][] pools)
    {
        var levers = new Lever[pools.Sum(static ofCriterion => ofCriterion.Length)];
        int at = 0;
        for (int c = 0; c < pools.Length; c++)
        {
            for (int i = 0; i < pools[c].Length; i++)
            {
                ref readonly PooledEvidence pool = ref pools[c][i];
                double share = model.Criteria[c].Weight * pool.Indicator.Weight;
                levers[at++] = new Lever(c, i, share, share * (pool.ScoreWith(pool.Indicator.Curve.Best) - pool.Score));
            }
        }

        levers.AsSpan().Sort(static (left, right) => right.Gain != left.Gain ? right.Gain.CompareTo(left.Gain) : left.Criterion != right.Criterion ? left.Criterion.CompareTo(right.Criterion) : left.Indicator.CompareTo(right.Indicator));
        return levers;
    }

    /// <summary>An indicator that new evidence could move.</summary>
    /// <param name="Criterion">The place of its criterion.</param>
    /// <param name="Indicator">Its place in the criterion.</param>
    /// <param name="Share">Its share in the whole score.</param>
    /// <param name="Gain">How far the best value would lift the whole score.</param>
    private readonly record struct Lever(int Criterion, int Indicator, double Share, double Gain);
}
