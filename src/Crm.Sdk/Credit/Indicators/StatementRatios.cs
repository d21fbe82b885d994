using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>The ratios of a financial statement (CR-3).</summary>
/// <remarks>Pure functions; thread-safe. Where a figure is missing or a divisor is zero, the ratio is undefined and says why.</remarks>
public static class StatementRatios
{
    /// <summary>Every ratio of statements, by its indicator.</summary>
    internal static (string Indicator, Func<FinancialStatement, Ratio> Compute)[] All { get; } =
    [
        (CreditIndicators.CurrentRatio, CurrentRatio), (CreditIndicators.QuickRatio, QuickRatio), (CreditIndicators.InterestCover, InterestCover), (CreditIndicators.EquityRatio, EquityRatio),
        (CreditIndicators.Leverage, Leverage), (CreditIndicators.AltmanZ2, AltmanZ.Z2), (CreditIndicators.AltmanZ1, AltmanZ.Z1), (CreditIndicators.AltmanZ, AltmanZ.Z),
    ];

    /// <summary>All ratios of a statement, defined or not.</summary>
    /// <param name="statement">The figures.</param>
    public static IReadOnlyList<Ratio> Of(FinancialStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return [.. All.Select(one => one.Compute(statement))];
    }

    /// <summary>Current assets by current liabilities.</summary>
    /// <param name="statement">The figures.</param>
    public static Ratio CurrentRatio(FinancialStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return Ratio.Of(CreditIndicators.CurrentRatio, statement.CurrentAssets, statement.CurrentLiabilities, FinancialFigures.CurrentAssets, FinancialFigures.CurrentLiabilities);
    }

    /// <summary>Current assets without inventory by current liabilities, the acid test.</summary>
    /// <param name="statement">The figures.</param>
    public static Ratio QuickRatio(FinancialStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return Ratio.Of(
            CreditIndicators.QuickRatio,
            statement.CurrentAssets - statement.Inventory,
            statement.CurrentLiabilities,
            statement.CurrentAssets is null ? FinancialFigures.CurrentAssets : FinancialFigures.Inventory,
            FinancialFigures.CurrentLiabilities);
    }

    /// <summary>EBIT by interest paid, times interest earned. Without interest it is not defined.</summary>
    /// <param name="statement">The figures.</param>
    public static Ratio InterestCover(FinancialStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return Ratio.Of(CreditIndicators.InterestCover, statement.Ebit, statement.Interest, FinancialFigures.Ebit, FinancialFigures.Interest);
    }

    /// <summary>Equity by total assets.</summary>
    /// <param name="statement">The figures.</param>
    public static Ratio EquityRatio(FinancialStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return Ratio.Of(CreditIndicators.EquityRatio, statement.Equity, statement.TotalAssets, FinancialFigures.Equity, FinancialFigures.TotalAssets);
    }

    /// <summary>Total liabilities by equity. Where equity is negative a ratio would say the contrary of the truth, so it is not defined.</summary>
    /// <param name="statement">The figures.</param>
    public static Ratio Leverage(FinancialStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return statement.Equity < 0
            ? new Ratio(CreditIndicators.Leverage, null, new Reason(CreditReasons.NoEquity, []))
            : Ratio.Of(CreditIndicators.Leverage, statement.TotalLiabilities, statement.Equity, FinancialFigures.TotalLiabilities, FinancialFigures.Equity);
    }
}
