namespace Crm.Sdk.Classification;

/// <summary>A population fact: the sum, over some facts, of the customer's share of the fact's sum times its weight.</summary>
/// <param name="Parts">The facts with their weights.</param>
public sealed record WeightedFormula(ValueList<WeightedPart> Parts) : FactFormula
{
    private const int MaxWeight = 1_000;

    /// <summary>The key of the measure, after checking its parts.</summary>
    /// <exception cref="CrmException">CRM4004: no part, a fact twice, a fact of another type, or a weight out of range.</exception>
    internal static string KeyOf(ReadOnlySpan<WeightedPart> parts)
    {
        var keys = new List<string>();
        var seen = new HashSet<Fact>();
        foreach ((Fact of, int weight) in parts)
        {
            ArgumentNullException.ThrowIfNull(of, nameof(parts));
            if (weight is < 1 or > MaxWeight)
            {
                throw Bad($"the weight of '{of.Key}' is {weight}; it goes from 1 to {MaxWeight}");
            }

            if (of.ValueType is not (FactValueType.Whole32 or FactValueType.Whole64 or FactValueType.Money))
            {
                throw Bad($"'{of.Key}' is of type {of.ValueType}; take whole numbers or money, whose sums are exact");
            }

            if (!seen.Add(of))
            {
                throw Bad($"'{of.Key}' stands in it twice");
            }

            keys.Add(FormattableString.Invariant($"{weight}*{of.Key}"));
        }

        return keys.Count > 0 ? $"weighted({string.Join('+', keys)})" : throw Bad("it has no parts");
    }

    private static CrmException Bad(string what) => new(ClassificationErrorCodes.BadFact, $"A weighted measure cannot be made: {what}.");
}
