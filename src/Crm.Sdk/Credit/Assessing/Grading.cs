using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>From score to grade: the best one whose rule is met, as far as vetoes leave it.</summary>
internal sealed record Grading(CreditGrade Grade, ValueList<Reason> Limits, ValueList<string> Vetoes)
{
    public static Grading Of(
        CreditModel model, double score, double confidence, IReadOnlyList<CriterionScore> criteria, List<(CreditVeto Veto, CreditEvidence Evidence)> vetoes)
    {
        List<Reason> limits = [];
        CreditGrade byScore = ByScore(model, score), grade = byScore;
        while (Lacks(model.RuleOf(grade), confidence, criteria, limits))
        {
            grade++; // the last grade asks for nothing
        }

        foreach ((CreditVeto veto, CreditEvidence evidence) in vetoes)
        {
            limits.Add(new Reason(CreditReasons.Veto, [veto.Code, veto.Best.ToString(), evidence.Source, evidence.Date]));
            grade = grade < veto.Best ? veto.Best : grade;
        }

        return new Grading(grade, ValueList.Create<Reason>([.. limits]), ValueList.Create<string>([.. vetoes.Select(static held => held.Veto.Code)]));
    }

    public static CreditGrade ByScore(CreditModel model, double score) => model.Grades.First(rule => score >= rule.MinScore).Grade;

    private static bool Lacks(GradeRule rule, double confidence, IReadOnlyList<CriterionScore> criteria, List<Reason> limits)
    {
        int before = limits.Count;
        if (rule.EveryCriterion)
        {
            limits.AddRange(criteria.Where(static criterion => criterion.Confidence <= 0).Select(criterion => new Reason(CreditReasons.CriterionUnknown, [rule.Grade.ToString(), criterion.Criterion])));
        }

        if (confidence < rule.MinConfidence)
        {
            limits.Add(new Reason(CreditReasons.LowConfidence, [rule.Grade.ToString(), confidence, rule.MinConfidence]));
        }

        return limits.Count > before;
    }
}
