namespace Crm.Sdk.Credit;

/// <summary>The figures that ratios are made of, by the codes that reasons name them by.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class FinancialFigures
{
    /// <summary>Current assets, 流动资产.</summary>
    public const string CurrentAssets = "current-assets";

    /// <summary>Inventory, 存货.</summary>
    public const string Inventory = "inventory-value";

    /// <summary>Current liabilities, 流动负债.</summary>
    public const string CurrentLiabilities = "current-liabilities";

    /// <summary>Working capital, 营运资本.</summary>
    public const string WorkingCapital = "working-capital";

    /// <summary>Total assets, 总资产.</summary>
    public const string TotalAssets = "total-assets";

    /// <summary>Total liabilities, 总负债.</summary>
    public const string TotalLiabilities = "total-liabilities";

    /// <summary>Retained earnings, 留存收益.</summary>
    public const string RetainedEarnings = "retained-earnings";

    /// <summary>Earnings before interest and tax, 息税前利润.</summary>
    public const string Ebit = "ebit";

    /// <summary>Interest, 利息支出.</summary>
    public const string Interest = "interest";

    /// <summary>Sales, 销售收入.</summary>
    public const string Sales = "sales";

    /// <summary>Equity, 净资产.</summary>
    public const string Equity = "equity";

    /// <summary>Market value of equity, 股权市值.</summary>
    public const string MarketValueOfEquity = "market-value-of-equity";

    /// <summary>The limit that is asked for, 申请额度.</summary>
    public const string RequestedLimit = "requested-limit";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "financial-figure",
        new(CurrentAssets, "current assets", "流动资产"),
        new(Inventory, "inventory", "存货"),
        new(CurrentLiabilities, "current liabilities", "流动负债"),
        new(WorkingCapital, "working capital", "营运资本"),
        new(TotalAssets, "total assets", "总资产"),
        new(TotalLiabilities, "total liabilities", "总负债"),
        new(RetainedEarnings, "retained earnings", "留存收益"),
        new(Ebit, "EBIT", "息税前利润"),
        new(Interest, "interest paid", "利息支出"),
        new(Sales, "sales", "销售收入"),
        new(Equity, "equity", "净资产"),
        new(MarketValueOfEquity, "market value of equity", "股权市值"),
        new(RequestedLimit, "the limit asked for", "申请额度"));
}
