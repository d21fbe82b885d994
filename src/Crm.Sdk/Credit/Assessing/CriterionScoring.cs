using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>Adds the indicators of a criterion up, and says what moved it.</summary>
internal static class CriterionScoring
{
    private const int StackItems = 64;

    private static readonly ValueList<Reason> OfPriorOnly = [new Reason(CreditReasons.PriorOnly, [])];

    public static CriterionScore Of(CreditCriterion criterion, PooledEvidence[] pools)
    {
        double score = 0, confidence = 0;
        var indicators = new IndicatorScore[pools.Length];
        for (int i = 0; i < pools.Length; i++)
        {
            ref readonly PooledEvidence pool = ref pools[i];
            score += pool.Indicator.Weight * pool.Score;
            confidence += pool.Indicator.Weight * pool.Confidence;
            indicators[i] = new IndicatorScore(pool.Indicator.Code, pool.Leading?.Value, pool.Score, pool.Confidence, pool.Leading?.Source, pool.Count);
        }

        return new CriterionScore(
            criterion.Code, Math.Clamp(score, 0, 100), criterion.Weight, Math.Clamp(confidence, 0, 1), ValueList.Create<IndicatorScore>(indicators), Reasons(pools));
    }

    /// <summary>Evidence by how far it moved the criterion from its priors; without any, that only priors speak.</summary>
    private static ValueList<Reason> Reasons(PooledEvidence[] pools)
    {
        Span<(double Moved, int Place)> known = pools.Length <= StackItems ? stackalloc (double, int)[pools.Length] : new (double, int)[pools.Length];
        int count = 0;
        for (int i = 0; i < pools.Length; i++)
        {
            ref readonly PooledEvidence pool = ref pools[i];
            if (pool.Count > 0)
            {
                known[count++] = (pool.Indicator.Weight * Math.Abs(pool.Score - pool.Indicator.Prior), i);
            }
        }

        if (count == 0)
        {
            return OfPriorOnly;
        }

        known = known[..count];
        known.Sort(static (left, right) => left.Moved != right.Moved ? right.Moved.CompareTo(left.Moved) : left.Place.CompareTo(right.Place));
        var reasons = new Reason[count];
        for (int i = 0; i < count; i++)
        {
            ref readonly PooledEvidence pool = ref pools[known[i].Place];
            reasons[i] = new Reason(CreditReasons.Evidence, [pool.Indicator.Code, pool.Leading!.Value, pool.Score, pool.Leading.Source, pool.Leading.Date, pool.Indicator.Prior]);
        }

        return ValueList.Create<Reason>(reasons);
    }
}
