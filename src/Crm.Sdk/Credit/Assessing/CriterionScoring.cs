using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>Adds the indicators of a criterion up, and says what moved it.</summary>
internal static class CriterionScoring
{
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
        Reason[] reasons =
        [
            .. pools
                .Where(static pool => pool.Count > 0)
                .OrderByDescending(static pool => pool.Indicator.Weight * Math.Abs(pool.Score - pool.Indicator.Prior))
                .Select(static pool => new Reason(
                    CreditReasons.Evidence, [pool.Indicator.Code, pool.Leading!.Value, pool.Score, pool.Leading.Source, pool.Leading.Date, pool.Indicator.Prior])),
        ];
        return reasons.Length > 0 ? ValueList.Create<Reason>(reasons) : [new Reason(CreditReasons.PriorOnly, [])];
    }
}
