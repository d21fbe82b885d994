using System.Collections.Frozen;
using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Assesses customers by a model: evidence in, grade and reasons out (CR-1, CR-2).</summary>
/// <remarks>
/// <para>The score is the sum of criteria by weight, a criterion the sum of its indicators by weight, an indicator its evidence pooled with its prior. For every indicator and any mix of
/// evidence: a better value never lowers the score; evidence better than the prior never lowers it, where there was none; more reliable or fresher evidence moves it towards what
/// the evidence says. Vetoes and rules on what has to be known limit the grade and leave the score alone.</para>
/// <para>A pure function of its inputs; thread-safe.</para>
/// </remarks>
public sealed class CreditAssessor
{
    private const int ScoreDigits = 6; // so that sums that differ in their last bit get one grade

    private static readonly Reason NothingGiven = new(CreditReasons.NothingGiven, []), NotTrusted = new(CreditReasons.NotTrusted, []);

    private readonly CreditModel _model;
    private readonly CollateralHaircuts _haircuts;
    private readonly FrozenDictionary<string, (int Criterion, int Indicator)> _places;

    /// <summary>Makes an assessor.</summary>
    /// <param name="model">The model.</param>
    /// <param name="haircuts">What is taken off collateral; null for <see cref="CollateralHaircuts.Default"/>.</param>
    public CreditAssessor(CreditModel model, CollateralHaircuts? haircuts = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _haircuts = haircuts ?? CollateralHaircuts.Default;
        _places = model.Criteria
            .SelectMany(static (criterion, c) => criterion.Indicators.Select((indicator, i) => (indicator.Code, Place: (c, i))))
            .ToFrozenDictionary(static entry => entry.Code, static entry => entry.Place, StringComparer.Ordinal);
    }

    /// <summary>Assesses one customer.</summary>
    /// <param name="information">What is known.</param>
    /// <param name="asOf">The day for which: evidence of a later day does not count.</param>
    /// <exception cref="CrmException">CRM1030 or CRM6202: the information breaks a rule. CRM6201: an indicator beside those of the model has a criterion that the model lacks, or stands twice.</exception>
    public CreditAssessment Assess(CreditInformation information, LocalDate asOf)
    {
        ArgumentNullException.ThrowIfNull(information);
        InformationRules.Check(information);
        return AssessChecked(information, asOf);
    }

    /// <summary>Assesses by information that keeps its rules, such as one that was read.</summary>
    internal CreditAssessment AssessChecked(CreditInformation information, LocalDate asOf) =>
        information.Indicators.IsEmpty ? Answer(information, asOf) : new CreditAssessor(_model.With(information.Indicators), _haircuts).Answer(information, asOf);

    private CreditAssessment Answer(CreditInformation information, LocalDate asOf)
    {
        var computed = new ComputedEvidence(information, _haircuts, asOf, _places);
        CreditEvidence[] evidence = [.. information.Evidence.AsSpan(), .. computed.Evidence];
        PooledEvidence[][] pools = Pool(evidence, asOf);
        CriterionScore[] criteria = [.. _model.Criteria.Select((criterion, i) => CriterionScoring.Of(criterion, pools[i]))];
        double score = Math.Round(criteria.Sum(static criterion => criterion.Weight * criterion.Score), ScoreDigits, MidpointRounding.AwayFromZero);
        double confidence = Math.Clamp(criteria.Sum(static criterion => criterion.Weight * criterion.Confidence), 0, 1);
        Grading grading = Grading.Of(_model, score, confidence, criteria, Holding(evidence, asOf));
        return new CreditAssessment
        {
            Customer = information.Customer,
            Model = _model.Id,
            ModelVersion = _model.Version,
            AsOf = asOf,
            ValidUntil = asOf.PlusDays(_model.ValidDays),
            Grade = grading.Grade,
            Score = score,
            Confidence = confidence,
            Criteria = ValueList.Create<CriterionScore>(criteria),
            Limits = grading.Limits,
            Vetoes = grading.Vetoes,
            Missing = Missing(pools, information.Gaps, evidence, computed, asOf),
            ToRaise = GradeRaising.Of(_model, pools, grading, score, ScoreDigits),
            Information = information,
        };
    }

    private PooledEvidence[][] Pool(CreditEvidence[] evidence, LocalDate asOf)
    {
        PooledEvidence[][] pools = [.. _model.Criteria.Select(static criterion => (PooledEvidence[])[.. criterion.Indicators.Select(static indicator => new PooledEvidence(indicator))])];
        foreach (CreditEvidence item in evidence)
        {
            if (item.Date <= asOf && _places.TryGetValue(item.Indicator, out (int Criterion, int Indicator) place))
            {
                ref PooledEvidence pool = ref pools[place.Criterion][place.Indicator];
                pool.Add(item, EvidenceWeight.Of(item, pool.Indicator, asOf));
            }
        }

        return pools;
    }

    private List<(CreditVeto Veto, CreditEvidence Evidence)> Holding(CreditEvidence[] evidence, LocalDate asOf)
    {
        List<(CreditVeto, CreditEvidence)> holding = [];
        foreach (CreditVeto veto in _model.Vetoes)
        {
            CreditEvidence? last = null; // what was found last counts: a debtor that paid is off the list
            foreach (CreditEvidence item in evidence)
            {
                if (string.Equals(item.Indicator, veto.Code, StringComparison.Ordinal) && item.Date <= asOf && item.Reliability >= veto.MinReliability
                    && (last is null || item.Date > last.Date || (item.Date == last.Date && item.Value > last.Value)))
                {
                    last = item;
                }
            }

            if (last is not null && last.Value >= veto.AtLeast && (veto.ValidDays is not { } days || Period.DaysBetween(last.Date, asOf) <= days))
            {
                holding.Add((veto, last));
            }
        }

        return holding;
    }

    private ValueList<MissingEvidence> Missing(PooledEvidence[][] pools, ValueList<CreditGap> gaps, CreditEvidence[] evidence, ComputedEvidence computed, LocalDate asOf)
    {
        List<MissingEvidence> missing = [];
        for (int i = 0; i < pools.Length; i++)
        {
            foreach (PooledEvidence pool in pools[i])
            {
                if (pool.Count == 0)
                {
                    missing.Add(new MissingEvidence(_model.Criteria[i].Code, pool.Indicator.Code, WhyMissing(pool.Indicator.Code, gaps, evidence, computed, asOf)));
                }
            }
        }

        return ValueList.Create<MissingEvidence>([.. missing]);
    }

    private static Reason WhyMissing(string indicator, ValueList<CreditGap> gaps, CreditEvidence[] evidence, ComputedEvidence computed, LocalDate asOf)
    {
        LocalDate? first = null;
        foreach (CreditEvidence item in evidence)
        {
            if (string.Equals(item.Indicator, indicator, StringComparison.Ordinal) && (first is null || item.Date < first))
            {
                first = item.Date;
            }
        }

        if (gaps.FirstOrDefault(gap => gap.Indicators.Contains(indicator)) is { } gap)
        {
            return new Reason(CreditReasons.NotAnswered, [gap.Source, gap.Detail]);
        }

        return first is null ? computed.WhyNot(indicator) ?? NothingGiven
            : first > asOf ? new Reason(CreditReasons.OnlyLater, [first.Value])
            : NotTrusted;
    }
}
