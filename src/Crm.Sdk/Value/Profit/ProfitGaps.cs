namespace Crm.Sdk.Value;

/// <summary>What the records do not say, so that a profit is more of an upper bound.</summary>
/// <param name="LinesWithoutCost">Lines of orders without a cost.</param>
/// <param name="AmountsWithoutRate">Amounts in another currency for which there is no rate; they count for nothing.</param>
/// <param name="InteractionsWithoutCost">Interactions for which no cost is declared.</param>
/// <param name="HasNoInvestment">Whether nothing at all is recorded as invested in the customer, not even in winning it.</param>
public sealed record ProfitGaps(long LinesWithoutCost, long AmountsWithoutRate, long InteractionsWithoutCost, bool HasNoInvestment)
{
    /// <summary>Whether nothing is missing.</summary>
    public bool IsEmpty => this is { LinesWithoutCost: 0, AmountsWithoutRate: 0, InteractionsWithoutCost: 0, HasNoInvestment: false };
}
