namespace Crm.Sdk.Value;

/// <summary>How much a customer gets, or how much it costs the customer, on one criterion.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Score">0 to 10: for a value, more is better; for a cost, more is worse.</param>
/// <param name="Weight">How much the criterion matters to the customer, 0 or more.</param>
/// <param name="Source">Where the score comes from, such as a survey or a record.</param>
public sealed record ValueScore(ValueCriterion Criterion, double Score, double Weight, string Source)
{
    /// <summary>The greatest score.</summary>
    public const double Greatest = 10;
}
