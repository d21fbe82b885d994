using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>What secures the limit that is asked for, as shares of it (CR-3).</summary>
/// <remarks>Pure functions; thread-safe.</remarks>
internal static class SecurityRatios
{
    public static IEnumerable<Ratio> Of(CreditInformation information, CollateralHaircuts haircuts)
    {
        yield return Collateral(information, haircuts);
        yield return Insured(information);
    }

    public static Ratio NetWorth(CreditInformation information, FinancialStatement statement)
    {
        if (statement.Currency != information.Currency)
        {
            return new Ratio(CreditIndicators.NetWorthCover, null, new Reason(CreditReasons.OtherCurrency, [statement.Currency.Code, information.Currency.Code]));
        }

        return Ratio.Of(CreditIndicators.NetWorthCover, statement.Equity, information.RequestedLimit?.Amount, FinancialFigures.Equity, FinancialFigures.RequestedLimit);
    }

    private static Ratio Collateral(CreditInformation information, CollateralHaircuts haircuts)
    {
        if (information.Collateral.IsEmpty)
        {
            return new Ratio(CreditIndicators.CollateralCover, null, new Reason(CreditReasons.NothingGiven, []));
        }

        decimal value = 0;
        foreach (CreditCollateral item in information.Collateral)
        {
            value += item.Value.Amount * (1 - haircuts.Of(item.Type));
        }

        return Ratio.Of(CreditIndicators.CollateralCover, value, information.RequestedLimit?.Amount, CreditCriteria.Collateral, FinancialFigures.RequestedLimit);
    }

    private static Ratio Insured(CreditInformation information) => information.InsuredAmount is { } insured
        ? Ratio.Of(CreditIndicators.InsuredShare, Math.Min(insured.Amount, information.RequestedLimit?.Amount ?? insured.Amount), information.RequestedLimit?.Amount, CreditIndicators.InsuredShare, FinancialFigures.RequestedLimit)
        : new Ratio(CreditIndicators.InsuredShare, null, new Reason(CreditReasons.NothingGiven, []));
}
