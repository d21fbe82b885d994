namespace Crm.Sdk.Loyalty;

/// <summary>How loyalty is made of what is known (LO-4, LO-5): weights, directions, edges and the rules of the types. All of it is data.</summary>
/// <remarks>
/// A stored assessment names id and version of its policy and keeps its inputs, so that it can be made again to the same answer. The record checks itself by <see cref="Check"/>, which everything that
/// assesses by it calls first. Immutable and thread-safe.
/// </remarks>
public sealed record LoyaltyPolicy
{
    /// <summary>Its name for ever.</summary>
    public required string Id { get; init; }

    /// <summary>The version, from 1; raise it when the same findings give another answer.</summary>
    public required int Version { get; init; }

    /// <summary>The dimensions; their weights add up to 1, and no indicator is in two of them.</summary>
    public required ValueList<LoyaltyDimension> Dimensions { get; init; }

    /// <summary>What the axis of attitude is made of.</summary>
    public required LoyaltyScale Attitude { get; init; }

    /// <summary>What the axis of behaviour is made of.</summary>
    public required LoyaltyScale Behaviour { get; init; }

    /// <summary>The indicators of which much means little loyalty: they count as 1 less their value.</summary>
    public ValueList<string> Inverse { get; init; }

    /// <summary>From where on an attitude is high, 0 to 1; the edge is high.</summary>
    public required double HighAttitude { get; init; }

    /// <summary>From where on repeat buying is high, 0 to 1; the edge is high.</summary>
    public required double HighBehaviour { get; init; }

    /// <summary>By how much edges are eased for a customer that was on their good side the last time, 0 to 0.5: it keeps customers at an edge from flickering.</summary>
    public double Band { get; init; }

    /// <summary>The share of its weight that has to be known for a score, and for the index, to be defined: above 0 and at most 1.</summary>
    public required double LeastKnown { get; init; }

    /// <summary>The rules of the types, asked in this order: the first one that holds says the type.</summary>
    public required ValueList<LoyaltyTypeCase> Types { get; init; }

    /// <summary>How much sources count beside each other.</summary>
    public ValueList<LoyaltySourceTrust> Trust { get; init; }

    /// <summary>How much a source counts that is not among <see cref="Trust"/>, above 0 and at most 1.</summary>
    public double OtherTrust { get; init; } = 1;

    /// <summary>In how many days a finding comes to count half beside a new one, 1 to 36,500.</summary>
    public int HalfLifeDays { get; init; } = 365;

    /// <summary>After how many days a finding is stale and does not count, 1 to 36,500.</summary>
    public int MaxAgeDays { get; init; } = 730;

    /// <summary>Checks the policy.</summary>
    /// <exception cref="CrmException">CRM1001, CRM1030: an id or a code has another form. CRM6480: weights that do not add up, something that stands twice, or a number out of its range.</exception>
    public void Check()
    {
        string part = IdentityText.Require(Id, 128, "loyalty policy");
        LoyaltyPolicyRules.That(Version >= 1, part, $"has the version {Version}; versions begin with 1");
        LoyaltyPolicyRules.Share(HighAttitude, part, "the edge of high attitude");
        LoyaltyPolicyRules.Share(HighBehaviour, part, "the edge of high behaviour");
        LoyaltyPolicyRules.That(Band is >= 0 and <= 0.5, part, FormattableString.Invariant($"the band {Band} is not from 0 to 0.5"));
        LoyaltyPolicyRules.That(LeastKnown is > 0 and <= 1, part, FormattableString.Invariant($"the least known share {LeastKnown} is not above 0 and at most 1"));
        LoyaltyPolicyRules.That(HalfLifeDays is >= 1 and <= 36_500 && MaxAgeDays is >= 1 and <= 36_500, part, "half-life and greatest age are from 1 to 36,500 days");
        CheckDimensions(part);
        CheckTypes(part);
        LoyaltyPolicyRules.Weight(OtherTrust, $"{part}, other sources");
        foreach (LoyaltySourceTrust source in Trust)
        {
            LoyaltyPolicyRules.Weight(source.Trust, $"{part}, source '{source.Source}'");
        }

        LoyaltyPolicyRules.That(Trust.Select(static source => source.Source).Distinct(StringComparer.Ordinal).Count() == Trust.Count, part, "a source stands twice");
    }

    /// <summary>Id and version.</summary>
    public override string ToString() => $"{Id} v{Version}";

    private void CheckDimensions(string part)
    {
        LoyaltyPolicyRules.That(!Dimensions.IsEmpty, part, "has no dimensions");
        foreach (LoyaltyDimension dimension in Dimensions)
        {
            LoyaltyPolicyRules.Weight(dimension.Weight, $"{part}, dimension '{dimension.Scale.Code}'");
        }

        LoyaltyPolicyRules.AddUp(Dimensions.Sum(static dimension => dimension.Weight), $"{part}, dimensions");
        string[] codes = [.. Dimensions.Select(static dimension => dimension.Scale.Code), Attitude.Code, Behaviour.Code];
        LoyaltyPolicyRules.That(codes.Distinct(StringComparer.Ordinal).Count() == codes.Length, part, "a dimension or axis stands twice");
        string[] indicators = [.. Dimensions.SelectMany(static dimension => dimension.Scale.Weights.Select(static weight => weight.Indicator))];
        LoyaltyPolicyRules.That(indicators.Distinct(StringComparer.Ordinal).Count() == indicators.Length, part, "an indicator is in two dimensions");
    }

    private void CheckTypes(string part)
    {
        foreach (LoyaltyTypeCase rule in Types)
        {
            Require.Code(rule.Type, "loyalty-type");
            LoyaltyPolicyRules.That(!rule.Conditions.IsEmpty, part, $"the type '{rule.Type}' asks for nothing, so everybody would have it");
            foreach (LoyaltyCondition condition in rule.Conditions)
            {
                Require.Code(condition.Of, "loyalty-condition.of");
                LoyaltyPolicyRules.Share(condition.Edge, $"{part}, type '{rule.Type}'", $"the edge of '{condition.Of}',");
            }
        }
    }
}
