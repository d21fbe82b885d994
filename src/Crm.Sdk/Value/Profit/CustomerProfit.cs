namespace Crm.Sdk.Value;

/// <summary>The historic part of a customer's value: all revenue less all recorded cost of acquiring, selling and serving, up to an instant (VA-1).</summary>
/// <remarks>Amounts are exact, in the reporting currency. Immutable and thread-safe.</remarks>
public sealed record CustomerProfit
{
    /// <summary>Of whom; of merged customers, the survivor.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Net revenue of orders less returns.</summary>
    public required Money Revenue { get; init; }

    /// <summary>The cost of what was sold, as far as lines say it.</summary>
    public required Money CostOfSales { get; init; }

    /// <summary>What was invested in the customer: acquiring, visits, gifts, discounts, service.</summary>
    public required Money Invested { get; init; }

    /// <summary>The cost of interactions, by the costs of <see cref="ProfitOptions"/>.</summary>
    public required Money Service { get; init; }

    /// <summary>The profit brought to the as-of instant by the yearly rate, rounded once; equal to <see cref="Profit"/> at a rate of 0.</summary>
    public required Money PresentValue { get; init; }

    /// <summary>What is missing for the figures to be whole.</summary>
    public required ProfitGaps Gaps { get; init; }

    /// <summary>Revenue less cost of sales.</summary>
    public Money Margin => Revenue - CostOfSales;

    /// <summary>Revenue less all costs.</summary>
    public Money Profit => Margin - Invested - Service;

    /// <summary>The return on what was invested: margin less service and investment, over the investment; null where nothing was invested.</summary>
    public double? ReturnOnInvestment => Invested.MinorUnits > 0 ? (double)Profit.MinorUnits / Invested.MinorUnits : null;
}
