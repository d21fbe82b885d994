namespace Crm.Sdk.Loyalty;

/// <summary>The checks of loyalty policies.</summary>
internal static class LoyaltyPolicyRules
{
    private const double Tolerance = 1e-9;

    public static void That(bool holds, string part, string rule)
    {
        if (!holds)
        {
            throw new CrmException(LoyaltyMeasureErrorCodes.BadPolicy, $"{part}: {rule}.");
        }
    }

    public static void Share(double value, string part, string what) => That(value is >= 0 and <= 1, part, FormattableString.Invariant($"{what} {value} is not from 0 to 1"));

    public static void Weight(double weight, string part) => That(weight is > 0 and <= 1, part, FormattableString.Invariant($"the weight {weight} is not above 0 and at most 1"));

    public static void AddUp(double sum, string part) => That(Math.Abs(sum - 1) <= Tolerance, part, FormattableString.Invariant($"the weights add up to {sum}, not to 1"));

    public static void CheckWeights(ReadOnlySpan<LoyaltyWeight> weights, string part)
    {
        That(!weights.IsEmpty, part, "has no indicators");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        double sum = 0;
        foreach (LoyaltyWeight weight in weights)
        {
            Require.Code(weight.Indicator, "loyalty-weight.indicator");
            Weight(weight.Weight, $"{part}, indicator '{weight.Indicator}'");
            That(seen.Add(weight.Indicator), part, $"the indicator '{weight.Indicator}' stands twice");
            sum += weight.Weight;
        }

        AddUp(sum, part);
    }
}
