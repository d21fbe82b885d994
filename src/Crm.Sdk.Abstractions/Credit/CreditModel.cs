using System.Collections.Frozen;

namespace Crm.Sdk.Credit;

/// <summary>How customers are assessed: criteria, indicators, weights, priors, cut-offs, vetoes. All of it is data (CR-1, CR-2).</summary>
/// <remarks>A stored assessment names the id and version of its model and keeps its inputs, so that it re-runs to the same answer. Immutable and thread-safe.</remarks>
public sealed record CreditModel
{
    private readonly FrozenDictionary<string, CreditIndicator> _indicators;

    /// <summary>Makes a model.</summary>
    /// <param name="id">Its name for ever.</param>
    /// <param name="version">From 1; raise it when the same evidence gives another answer.</param>
    /// <param name="criteria">The criteria; their weights add up to 1.</param>
    /// <param name="grades">One rule for each grade from <see cref="CreditGrade.A"/> to <see cref="CreditGrade.D"/>, in this order.</param>
    /// <param name="vetoes">The vetoes.</param>
    /// <param name="validDays">For how many days an assessment holds, 1 to 3,650.</param>
    /// <exception cref="CrmException">CRM1001: the id has another form. CRM6201: weights that do not add up, a criterion, indicator or veto twice, cut-offs that do not fall, or a grade without a rule.</exception>
    public CreditModel(string id, int version, ValueList<CreditCriterion> criteria, ValueList<GradeRule> grades, ValueList<CreditVeto> vetoes, int validDays = 365)
    {
        Id = IdentityText.Require(id, 128, "credit model");
        CreditRules.That(version >= 1, id, $"has the version {version}; versions begin with 1");
        CreditRules.That(validDays is >= 1 and <= 3_650, id, $"is valid for {validDays} days; give 1 to 3,650");
        CreditRules.That(!criteria.IsEmpty, id, "has no criteria");
        CheckGrades(id, grades);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var indicators = new Dictionary<string, CreditIndicator>(StringComparer.Ordinal);
        double sum = 0;
        foreach (CreditCriterion criterion in criteria)
        {
            sum += criterion.Weight;
            CreditRules.That(codes.Add(criterion.Code), id, $"the criterion '{criterion.Code}' stands twice");
            foreach (CreditIndicator indicator in criterion.Indicators)
            {
                CreditRules.That(indicators.TryAdd(indicator.Code, indicator), id, $"the indicator '{indicator.Code}' stands twice");
            }
        }

        CreditRules.AddUp(sum, id);
        CreditRules.That(vetoes.Select(static veto => veto.Code).Distinct(StringComparer.Ordinal).Count() == vetoes.Count, id, "a veto stands twice");
        Version = version;
        Criteria = criteria;
        Grades = grades;
        Vetoes = vetoes;
        ValidDays = validDays;
        _indicators = indicators.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The model's name for ever.</summary>
    public string Id { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>The criteria, in the order in which they are shown.</summary>
    public ValueList<CreditCriterion> Criteria { get; }

    /// <summary>What each grade asks for, from A to D.</summary>
    public ValueList<GradeRule> Grades { get; }

    /// <summary>The vetoes.</summary>
    public ValueList<CreditVeto> Vetoes { get; }

    /// <summary>For how many days an assessment holds.</summary>
    public int ValidDays { get; }

    /// <summary>The model with more indicators: in each criterion all weights are divided by their sum, so that they add up to 1 again.</summary>
    /// <param name="added">The indicators, of criteria that the model has and of codes that it has not.</param>
    /// <returns>A model of the same id and version; what was added is told by what the assessment was made of (<see cref="CreditInformation.Indicators"/>).</returns>
    /// <exception cref="CrmException">CRM6201: a criterion that the model lacks, or an indicator twice.</exception>
    public CreditModel With(ValueList<AddedIndicator> added)
    {
        foreach (AddedIndicator more in added)
        {
            CreditRules.That(Criteria.Any(criterion => criterion.Code == more.Criterion), $"indicator '{more.Indicator.Code}'", $"the model {this} has no criterion '{more.Criterion}'");
        }

        return added.IsEmpty ? this : new CreditModel(Id, Version, [.. Criteria.Select(criterion => Beside(criterion, [.. added.Where(more => more.Criterion == criterion.Code)]))], Grades, Vetoes, ValidDays);
    }

    /// <summary>An indicator by its code, or null.</summary>
    /// <param name="code">The code.</param>
    public CreditIndicator? Find(string code) => _indicators.GetValueOrDefault(code);

    /// <summary>What a grade asks for.</summary>
    /// <param name="grade">A defined grade.</param>
    public GradeRule RuleOf(CreditGrade grade) => Grades[(int)grade - 1];

    /// <summary>Id and version.</summary>
    public override string ToString() => $"{Id} v{Version}";

    private static CreditCriterion Beside(CreditCriterion criterion, AddedIndicator[] added)
    {
        double sum = 1 + added.Sum(static more => more.Indicator.Weight);
        return added.Length == 0 ? criterion : new CreditCriterion(
            criterion.Code,
            criterion.Weight,
            [.. criterion.Indicators.Concat(added.Select(static more => more.Indicator)).Select(of => new CreditIndicator(of.Code, of.Weight / sum, of.Curve, of.Prior, of.HalfLifeDays))]);
    }

    private static void CheckGrades(string id, ValueList<GradeRule> grades)
    {
        CreditGrade[] all = Enum.GetValues<CreditGrade>();
        CreditRules.That(grades.Select(static rule => rule.Grade).SequenceEqual(all), id, $"needs one rule for each of the grades {string.Join(", ", all)}, in this order");
        for (int i = 0; i < grades.Count; i++)
        {
            GradeRule rule = grades[i];
            string part = $"{id}, grade {rule.Grade}";
            CreditRules.Score(rule.MinScore, part);
            CreditRules.That(rule.MinConfidence is >= 0 and <= 1, part, $"the confidence {rule.MinConfidence} is not from 0 to 1");
            CreditRules.That(rule.TermDays is >= 0 and <= 3_650, part, $"the period of {rule.TermDays} days is not from 0 to 3,650");
            CreditRules.That(i == 0 || rule.MinScore < grades[i - 1].MinScore, part, $"its cut-off {rule.MinScore} is not below that of the better grade");
            CreditRules.That(
                i == 0 || (rule.MinConfidence <= grades[i - 1].MinConfidence && (!rule.EveryCriterion || grades[i - 1].EveryCriterion)),
                part,
                "asks for more evidence than the better grade");
        }

        CreditRules.That(grades[^1] is { MinScore: 0, MinConfidence: 0, EveryCriterion: false }, id, "the last grade has to take everybody: score 0, confidence 0, no criterion asked for");
    }
}
