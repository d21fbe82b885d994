using System.Globalization;

namespace Crm.Sdk.Recommendation;

/// <summary>Which association rules are mined.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record RuleOptions
{
    /// <summary>The least share of baskets that hold all items of a rule, above 0 and at most 1. Reached where count ≥ support × baskets, in exact arithmetic.</summary>
    public decimal MinSupport { get; init; } = 0.01m;

    /// <summary>The least confidence, 0 to 1, in exact arithmetic.</summary>
    public decimal MinConfidence { get; init; } = 0.5m;

    /// <summary>The most items of a rule, both sides together, 1 to 30.</summary>
    public int MaxLength { get; init; } = 10;

    /// <summary>The most items on the right, 1 by default.</summary>
    public int MaxConsequent { get; init; } = 1;

    /// <summary>Whether rules with nothing on the left are told: how frequent an item is anyway.</summary>
    public bool EmptyAntecedents { get; init; }

    /// <summary>Where there are any, only these items stand on the right, and on the left they do not stand.</summary>
    public ValueList<string> Consequents { get; init; }

    /// <summary>The most item sets that may be found before mining gives up, about 100 bytes each.</summary>
    public int MaxItemsets { get; init; } = 5_000_000;

    /// <summary>The number of baskets that a support stands for: the least whole number that is not below it, and at least 1.</summary>
    /// <param name="baskets">How many baskets there are.</param>
    public int MinCount(int baskets) => Math.Max(1, (int)decimal.Ceiling(MinSupport * baskets));

    internal RuleOptions Checked()
    {
        Check(MinSupport is > 0 and <= 1, $"The minimum support {MinSupport.ToString(CultureInfo.InvariantCulture)} is not above 0 and at most 1.");
        Check(MinConfidence is >= 0 and <= 1, $"The minimum confidence {MinConfidence.ToString(CultureInfo.InvariantCulture)} is not from 0 to 1.");
        Check(MaxLength is >= 1 and <= 30, $"The maximum length {MaxLength} is not from 1 to 30.");
        Check(MaxConsequent >= 1, $"The maximum of {MaxConsequent} items on the right is below 1.");
        Check(MaxItemsets >= 1, $"The maximum of {MaxItemsets} item sets is below 1.");
        return this;
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CrmException(RecommendationErrorCodes.BadOption, otherwise);
        }
    }
}
