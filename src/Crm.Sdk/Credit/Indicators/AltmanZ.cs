namespace Crm.Sdk.Credit;

/// <summary>Altman's scores of financial distress (CR-3). Ratios are fractions, not percent.</summary>
/// <remarks>Pure functions; thread-safe. Any ratio that is not defined leaves the score undefined.</remarks>
public static class AltmanZ
{
    /// <summary>Z of 1968, for listed manufacturers: below 1.81 distress, above 2.99 safe.</summary>
    /// <param name="statement">The figures; market value of equity is needed.</param>
    /// <remarks>1.2 WC/TA + 1.4 RE/TA + 3.3 EBIT/TA + 0.6 MVE/TL + 0.999 S/TA. Altman (1968), Financial Ratios, Discriminant Analysis and the Prediction of Corporate Bankruptcy, Journal of Finance 23(4).</remarks>
    public static Ratio Z(FinancialStatement statement) => Sum(
        CreditIndicators.AltmanZ, statement, statement?.MarketValueOfEquity, FinancialFigures.MarketValueOfEquity, 1.2, 1.4, 3.3, 0.6, 0.999);

    /// <summary>Z′ of 1983, for private manufacturers: below 1.23 distress, above 2.90 safe.</summary>
    /// <param name="statement">The figures.</param>
    /// <remarks>0.717 WC/TA + 0.847 RE/TA + 3.107 EBIT/TA + 0.420 BVE/TL + 0.998 S/TA. Altman (2000), Predicting Financial Distress of Companies: Revisiting the Z-Score and ZETA Models.</remarks>
    public static Ratio Z1(FinancialStatement statement) => Sum(
        CreditIndicators.AltmanZ1, statement, statement?.Equity, FinancialFigures.Equity, 0.717, 0.847, 3.107, 0.420, 0.998);

    /// <summary>Z″ of 1995, for companies that do not manufacture: below 1.10 distress, above 2.60 safe.</summary>
    /// <param name="statement">The figures.</param>
    /// <remarks>6.56 WC/TA + 3.26 RE/TA + 6.72 EBIT/TA + 1.05 BVE/TL, without the constant 3.25 of the emerging-market score. Altman (2000), as of Z′.</remarks>
    public static Ratio Z2(FinancialStatement statement) => Sum(
        CreditIndicators.AltmanZ2, statement, statement?.Equity, FinancialFigures.Equity, 6.56, 3.26, 6.72, 1.05, sales: null);

    private static Ratio Sum(
        string indicator, FinancialStatement? statement, decimal? equity, string equityName, double working, double retained, double ebit, double solvency, double? sales)
    {
        ArgumentNullException.ThrowIfNull(statement);
        decimal? assets = statement.TotalAssets;
        Ratio a = Ratio.Of(indicator, statement.WorkingCapital, assets, FinancialFigures.WorkingCapital, FinancialFigures.TotalAssets),
            b = Ratio.Of(indicator, statement.RetainedEarnings, assets, FinancialFigures.RetainedEarnings, FinancialFigures.TotalAssets),
            c = Ratio.Of(indicator, statement.Ebit, assets, FinancialFigures.Ebit, FinancialFigures.TotalAssets),
            d = Ratio.Of(indicator, equity, statement.TotalLiabilities, equityName, FinancialFigures.TotalLiabilities),
            e = sales is null ? new Ratio(indicator, 0, null) : Ratio.Of(indicator, statement.Sales, assets, FinancialFigures.Sales, FinancialFigures.TotalAssets);
        foreach (Ratio part in (ReadOnlySpan<Ratio>)[a, b, c, d, e])
        {
            if (part.Value is null)
            {
                return part;
            }
        }

        return new Ratio(
            indicator,
            (working * a.Value) + (retained * b.Value) + (ebit * c.Value) + (solvency * d.Value) + ((sales ?? 0) * e.Value),
            null);
    }
}
