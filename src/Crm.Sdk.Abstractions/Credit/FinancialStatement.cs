using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>The figures of a financial statement that ratios are made of, 财务报表. All in one currency; what is not known is null, never zero (CR-3).</summary>
/// <remarks>Ratios have no currency, so only net worth needs a rate. Immutable; thread-safe.</remarks>
public sealed record FinancialStatement
{
    /// <summary>The day on which the year or period ended.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>The currency of all figures.</summary>
    public required Currency Currency { get; init; }

    /// <summary>How far to trust it, from 0 to 1: 1 for an audited one.</summary>
    public double Reliability { get; init; } = 1;

    /// <summary>The document's reference.</summary>
    public string? Document { get; init; }

    /// <summary>Current assets, 流动资产.</summary>
    public decimal? CurrentAssets { get; init; }

    /// <summary>Inventory, 存货.</summary>
    public decimal? Inventory { get; init; }

    /// <summary>Current liabilities, 流动负债.</summary>
    public decimal? CurrentLiabilities { get; init; }

    /// <summary>Total assets, 总资产.</summary>
    public decimal? TotalAssets { get; init; }

    /// <summary>Total liabilities, 总负债.</summary>
    public decimal? TotalLiabilities { get; init; }

    /// <summary>Retained earnings, 留存收益.</summary>
    public decimal? RetainedEarnings { get; init; }

    /// <summary>Earnings before interest and tax, 息税前利润.</summary>
    public decimal? Ebit { get; init; }

    /// <summary>Interest paid, 利息支出.</summary>
    public decimal? Interest { get; init; }

    /// <summary>Sales of the period, 销售收入.</summary>
    public decimal? Sales { get; init; }

    /// <summary>Market value of equity, 股权市值, of a listed company.</summary>
    public decimal? MarketValueOfEquity { get; init; }

    /// <summary>Book value of equity, 净资产: what is given, or total assets less total liabilities.</summary>
    public decimal? Equity
    {
        get => field ?? (TotalAssets - TotalLiabilities);
        init;
    }

    /// <summary>Working capital, 营运资本: current assets less current liabilities.</summary>
    public decimal? WorkingCapital => CurrentAssets - CurrentLiabilities;
}
