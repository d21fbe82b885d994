namespace Crm.Sdk.Value;

/// <summary>What the historic value of customers is computed with.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ProfitOptions
{
    /// <summary>The yearly rate at which the past is brought to the as-of instant, as a fraction above −1; 0 by default. Amounts of the past grow by it.</summary>
    public double YearlyDiscount { get; init; }

    /// <summary>What an interaction costs, by its type's code, in the reporting currency; others cost nothing and are listed as missing.</summary>
    public IReadOnlyDictionary<string, Money> InteractionCosts { get; init; } = new Dictionary<string, Money>();

    /// <summary>What an hour of an interaction costs where its type has no cost of its own and its length is known; null for nothing.</summary>
    public Money? HourlyCost { get; init; }
}
