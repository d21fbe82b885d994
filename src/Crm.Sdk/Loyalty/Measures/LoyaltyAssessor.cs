using Crm.Sdk.Classification;

namespace Crm.Sdk.Loyalty;

/// <summary>Assesses loyalty by a policy: index with confidence, dimensions, type and cell of the matrix, each with reasons (LO-4, LO-5).</summary>
/// <remarks>
/// A pure function of its input. A score is the mean of what is known of it, by weight: what is not known counts neither as 0 nor as anything else, and lowers the confidence. Thread-safe.
/// </remarks>
public sealed class LoyaltyAssessor
{
    private readonly LoyaltyPolicy _policy;

    /// <summary>Makes an assessor.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="CrmException">CRM1001, CRM1030, CRM6480: the policy is not consistent.</exception>
    public LoyaltyAssessor(LoyaltyPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        policy.Check();
        _policy = policy;
    }

    /// <summary>Assesses.</summary>
    /// <param name="input">What is known.</param>
    /// <exception cref="CrmException">CRM1030, CRM6482: a finding breaks a rule.</exception>
    public LoyaltyAssessment Assess(LoyaltyInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (LoyaltyFinding finding in input.Findings)
        {
            finding.Check();
        }

        SortedDictionary<string, LoyaltyValue> values = LoyaltyPooling.Pool(_policy, input);
        (string Code, double Weight)[] whole = [.. _policy.Dimensions.SelectMany(static dimension => dimension.Scale.Weights.Select(weight => (weight.Indicator, dimension.Weight * weight.Weight)))];
        LoyaltyScore index = Score("index", whole, values);
        LoyaltyScore attitude = Score(_policy.Attitude, values), behaviour = Score(_policy.Behaviour, values);
        ValueList<LoyaltyScore> dimensions = _policy.Dimensions.Select(dimension => Score(dimension.Scale, values)).ToValueList();
        double? Find(string code) => values.GetValueOrDefault(code)?.Value ?? dimensions.Append(attitude).Append(behaviour).FirstOrDefault(score => score.Code == code)?.Value;
        (string? type, ValueList<Reason> typeReasons) = TypeOf(input.Before?.Type, Find);
        (string? cell, ValueList<Reason> cellReasons) = CellOf(input.Before?.Cell, attitude, behaviour);
        return new LoyaltyAssessment
        {
            Input = input,
            Values = values.Values.ToValueList(),
            Dimensions = dimensions,
            Attitude = attitude,
            Behaviour = behaviour,
            Index = 100 * index.Value,
            Confidence = index.Known,
            Type = type,
            TypeReasons = typeReasons,
            Cell = cell,
            CellReasons = cellReasons,
            Missing = whole.Where(part => !values.ContainsKey(part.Code)).Select(part => new LoyaltyMissing(part.Code, Rounded(part.Weight), WhyMissing(part.Code, input))).ToValueList(),
        };
    }

    private LoyaltyScore Score(LoyaltyScale scale, SortedDictionary<string, LoyaltyValue> values) => Score(scale.Code, scale.Weights.Select(static weight => (weight.Indicator, weight.Weight)), values);

    private LoyaltyScore Score(string code, IEnumerable<(string Code, double Weight)> parts, SortedDictionary<string, LoyaltyValue> values)
    {
        double known = 0, sum = 0;
        foreach ((string indicator, double weight) in parts)
        {
            if (values.TryGetValue(indicator, out LoyaltyValue? value))
            {
                known += weight;
                sum += weight * (_policy.Inverse.Contains(indicator) ? 1 - value.Value : value.Value);
            }
        }

        double share = Math.Min(1, Rounded(known));
        return new LoyaltyScore(code, known > 0 && share >= _policy.LeastKnown ? Math.Clamp(Rounded(sum / known), 0, 1) : null, share);
    }

    /// <summary>The type of the first rule that holds. The edges of the type that the customer had are eased, so that asked again with its own answer the answer stays.</summary>
    private (string? Type, ValueList<Reason> Reasons) TypeOf(string? before, Func<string, double?> find)
    {
        foreach (LoyaltyTypeCase rule in _policy.Types)
        {
            double band = rule.Type == before ? _policy.Band : 0;
            if (rule.Conditions.Items.All(condition => condition.Holds(find(condition.Of), band)))
            {
                return (rule.Type, rule.Conditions.Select(condition => Why(condition, find(condition.Of)!.Value)).ToValueList());
            }
        }

        return (null, [Undecided(find)]);
    }

    /// <summary>Why there is no type, with what is not known of the types whose other conditions are met.</summary>
    private Reason Undecided(Func<string, double?> find)
    {
        string[] open =
        [
            .. _policy.Types.Where(rule => rule.Conditions.Items.All(condition => find(condition.Of) is not { } value || condition.Holds(value, band: 0)))
                .SelectMany(rule => rule.Conditions.Select(static condition => condition.Of).Where(code => find(code) is null))
                .Distinct(StringComparer.Ordinal).Select(LoyaltyReasons.Titled),
        ];
        return open.Length == 0 ? new Reason(LoyaltyReasons.NoType, []) : new Reason(LoyaltyReasons.Undecided, [string.Join(", ", open)]);
    }

    private static Reason Why(LoyaltyCondition condition, double value) => new(
        !condition.Holds(value, band: 0) ? LoyaltyReasons.Kept : condition.IsAtLeast ? LoyaltyReasons.AtLeast : LoyaltyReasons.AtMost,
        [LoyaltyReasons.Titled(condition.Of), 100 * value, 100 * condition.Edge]);

    private (string? Cell, ValueList<Reason> Reasons) CellOf(string? before, LoyaltyScore attitude, LoyaltyScore behaviour)
    {
        (bool? isLiked, Reason liking) = Axis(attitude, _policy.HighAttitude, before is LoyaltyCells.True or LoyaltyCells.Latent);
        (bool? isRepeated, Reason repeating) = Axis(behaviour, _policy.HighBehaviour, before is LoyaltyCells.True or LoyaltyCells.Spurious);
        return (isLiked is { } a && isRepeated is { } b ? LoyaltyCells.Of(a, b) : null, [liking, repeating]);
    }

    private (bool? IsHigh, Reason Reason) Axis(LoyaltyScore score, double edge, bool wasHigh)
    {
        string title = LoyaltyReasons.Titled(score.Code);
        return score.Value switch
        {
            null => (null, new Reason(LoyaltyReasons.Unknown, [title, 100 * score.Known, 100 * _policy.LeastKnown])),
            { } value when value >= edge => (true, new Reason(LoyaltyReasons.High, [title, 100 * value, 100 * edge])),
            { } value when wasHigh && value >= edge - _policy.Band => (true, new Reason(LoyaltyReasons.KeptHigh, [title, 100 * value, 100 * edge])),
            { } value => (false, new Reason(LoyaltyReasons.Low, [title, 100 * value, 100 * edge])),
        };
    }

    private static Reason WhyMissing(string indicator, LoyaltyInput input) =>
        input.Findings.Where(finding => finding.Indicator == indicator && finding.Date <= input.AsOf).MaxBy(static finding => finding.Date) is { } last
            ? new Reason(LoyaltyReasons.Stale, [last.Date])
            : new Reason(LoyaltyReasons.Nothing, []);

    private static double Rounded(double value) => Math.Round(value, LoyaltyPooling.Digits);
}
