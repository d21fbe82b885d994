using System.Text.Json;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Benchmarks.Credit;

/// <summary>The baseline: a plain loop that reads each line with System.Text.Json, applies the formulas of the built-in model and policy, and writes grade, score, criteria and limit.</summary>
/// <remarks>It checks nothing, gives no reasons, and does not say what would raise a grade.</remarks>
internal sealed class PlainAssessment
{
    private const double FullTrust = 0.99;

    private readonly CreditModel _model = CreditModels.SixC;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly CreditIndicator[] _indicators;
    private readonly int[] _criteria;
    private readonly double[] _weight, _sum, _byCriterion, _confidence;

    public PlainAssessment()
    {
        (CreditIndicator Indicator, int Criterion)[] all = [.. _model.Criteria.SelectMany(static (criterion, c) => criterion.Indicators.Select(indicator => (indicator, c)))];
        _indicators = [.. all.Select(static one => one.Indicator)];
        _criteria = [.. all.Select(static one => one.Criterion)];
        for (int i = 0; i < all.Length; i++)
        {
            _places.Add(_indicators[i].Code, i);
        }

        _weight = new double[all.Length];
        _sum = new double[all.Length];
        _byCriterion = new double[_model.Criteria.Count];
        _confidence = new double[_model.Criteria.Count];
    }

    /// <summary>Reads, assesses, writes.</summary>
    /// <returns>How many got each grade, and the sum of all limits.</returns>
    public (int[] Grades, decimal Limits) Run(string path, Stream output)
    {
        var grades = new int[5];
        decimal limits = 0;
        using var json = new Utf8JsonWriter(output);
        json.WriteStartArray();
        foreach (string line in File.ReadLines(path))
        {
            PlainInput input = JsonSerializer.Deserialize(line, PlainContext.Default.PlainInput)!;
            (double score, double confidence, CreditGrade grade) = Assess(input);
            (decimal? limit, int days) = Terms(input, grade);
            grades[(int)grade]++;
            limits += limit ?? 0;
            Write(json, input, score, confidence, grade, limit, days);
            if (json.BytesPending > 64 * 1024)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        return (grades, limits);
    }

    private (double Score, double Confidence, CreditGrade Grade) Assess(PlainInput input)
    {
        Array.Clear(_weight);
        Array.Clear(_sum);
        Array.Clear(_byCriterion);
        Array.Clear(_confidence);
        var worst = CreditGrade.A;
        foreach (PlainEvidence evidence in input.Evidence ?? [])
        {
            Add(evidence.Indicator, evidence.Value, evidence.Date, evidence.Reliability ?? 1, input.AsOf);
        }

        foreach (CreditVeto veto in _model.Vetoes)
        {
            PlainEvidence? last = (input.Evidence ?? []).Where(one => one.Indicator == veto.Code && one.Date <= input.AsOf && (one.Reliability ?? 1) >= veto.MinReliability).OrderByDescending(static one => one.Date).ThenByDescending(static one => one.Value).FirstOrDefault();
            if (last is not null && last.Value >= veto.AtLeast && (veto.ValidDays is not { } days || input.AsOf.DayNumber - last.Date.DayNumber <= days) && veto.Best > worst)
            {
                worst = veto.Best;
            }
        }

        foreach (PlainStatement statement in input.Statements ?? [])
        {
            decimal? equity = statement.Equity ?? (statement.TotalAssets - statement.TotalLiabilities), working = statement.CurrentAssets - statement.CurrentLiabilities;
            Take("current-ratio", statement.CurrentAssets, statement.CurrentLiabilities);
            Take("quick-ratio", statement.CurrentAssets - statement.Inventory, statement.CurrentLiabilities);
            Take("interest-cover", statement.Ebit, statement.Interest);
            Take("equity-ratio", equity, statement.TotalAssets);
            if (!(equity < 0))
            {
                Take("leverage", statement.TotalLiabilities, equity);
            }

            if (Ratio(working, statement.TotalAssets) is { } a && Ratio(statement.RetainedEarnings, statement.TotalAssets) is { } b && Ratio(statement.Ebit, statement.TotalAssets) is { } c && Ratio(equity, statement.TotalLiabilities) is { } d)
            {
                Add("altman-z2", (6.56 * a) + (3.26 * b) + (6.72 * c) + (1.05 * d), statement.Date, statement.Reliability ?? 1, input.AsOf);
            }

            Take("net-worth-cover", equity, input.RequestedLimit);

            void Take(string indicator, decimal? dividend, decimal? divisor)
            {
                if (Ratio(dividend, divisor) is { } value)
                {
                    Add(indicator, value, statement.Date, statement.Reliability ?? 1, input.AsOf);
                }
            }
        }

        if (input.Collateral is { Length: > 0 } collateral && Ratio(collateral.Sum(static one => one.Value * (1 - CollateralHaircuts.Default.Of(one.Type))), input.RequestedLimit) is { } covered)
        {
            Add("collateral-cover", covered, input.AsOf, 1, input.AsOf);
        }

        if (input.InsuredAmount is { } insured && Ratio(Math.Min(insured, input.RequestedLimit ?? insured), input.RequestedLimit) is { } share)
        {
            Add("insured-share", share, input.AsOf, 1, input.AsOf);
        }

        return Grade(worst);
    }

    private (double Score, double Confidence, CreditGrade Grade) Grade(CreditGrade worst)
    {
        for (int i = 0; i < _indicators.Length; i++)
        {
            _byCriterion[_criteria[i]] += _indicators[i].Weight * ((_indicators[i].Prior + _sum[i]) / (1 + _weight[i]));
            _confidence[_criteria[i]] += _indicators[i].Weight * (_weight[i] / (1 + _weight[i]));
        }

        double score = 0, confidence = 0;
        bool every = true;
        for (int c = 0; c < _byCriterion.Length; c++)
        {
            score += _model.Criteria[c].Weight * _byCriterion[c];
            confidence += _model.Criteria[c].Weight * _confidence[c];
            every &= _confidence[c] > 0;
        }

        score = Math.Round(score, 6, MidpointRounding.AwayFromZero);
        CreditGrade grade = _model.Grades.First(rule => score >= rule.MinScore).Grade;
        while (_model.RuleOf(grade) is var rule && ((rule.EveryCriterion && !every) || confidence < rule.MinConfidence))
        {
            grade++;
        }

        return (score, confidence, grade < worst ? worst : grade);
    }

    private (decimal? Limit, int Days) Terms(PlainInput input, CreditGrade grade)
    {
        int days = _model.RuleOf(grade).TermDays;
        if (grade == CreditGrade.D)
        {
            return (0, days);
        }

        GradePolicy policy = CreditPolicies.Standard.Of(grade);
        decimal? limit = input.RequestedLimit;
        if ((input.Statements ?? []).Where(statement => statement.Date <= input.AsOf && (statement.Equity ?? (statement.TotalAssets - statement.TotalLiabilities)) is not null).MaxBy(static statement => statement.Date) is { } newest)
        {
            decimal netWorth = Math.Max(0, newest.Equity ?? newest.TotalAssets!.Value - newest.TotalLiabilities!.Value);
            limit = Least(limit, Math.Round(netWorth * policy.ShareOfNetWorth, 2, MidpointRounding.ToZero));
        }

        limit = Least(limit, input.AnnualPurchases is { } purchases ? Math.Round(purchases * days / 365, 2, MidpointRounding.ToZero) : null);
        return (Least(limit, input.PeerLimit is { } peer ? Math.Round(peer * policy.PeerFactor, 2, MidpointRounding.ToZero) : null), days);
    }

    private void Add(string indicator, double value, DateOnly date, double reliability, DateOnly asOf)
    {
        if (date > asOf || !_places.TryGetValue(indicator, out int place))
        {
            return;
        }

        CreditIndicator of = _indicators[place];
        double credibility = Math.Min(reliability, FullTrust);
        if (of.HalfLifeDays is { } halfLife)
        {
            credibility *= Math.Pow(0.5, (asOf.DayNumber - date.DayNumber) / (double)halfLife);
        }

        double weight = credibility / (1 - credibility);
        if (weight > 0)
        {
            _weight[place] += weight;
            _sum[place] += weight * of.Curve.ScoreOf(value);
        }
    }

    private void Write(Utf8JsonWriter json, PlainInput input, double score, double confidence, CreditGrade grade, decimal? limit, int days)
    {
        json.WriteStartObject();
        json.WriteString("customer", input.Customer);
        json.WriteString("grade", grade.ToString());
        json.WriteNumber("score", score);
        json.WriteNumber("confidence", confidence);
        json.WriteStartArray("criteria");
        for (int c = 0; c < _byCriterion.Length; c++)
        {
            json.WriteStartObject();
            json.WriteString("criterion", _model.Criteria[c].Code);
            json.WriteNumber("score", _byCriterion[c]);
            json.WriteNumber("confidence", _confidence[c]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (limit is { } given)
        {
            json.WriteNumber("proposedLimit", given);
        }

        json.WriteNumber("proposedTermDays", days);
        json.WriteEndObject();
    }

    private static decimal? Least(decimal? a, decimal? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    private static double? Ratio(decimal? dividend, decimal? divisor) => dividend is null || divisor is null or 0 ? null : (double)(dividend.Value / divisor.Value);
}
