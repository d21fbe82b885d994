using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>What secures an account on a day, as an assessment counts it: insurance apart, the rest as collateral of the type that it is worth like.</summary>
/// <remarks>What is in another currency than the assessment does not count.</remarks>
internal static class FiledSecurities
{
    public static (ValueList<CreditCollateral> Collateral, Money? Insured) Of(CreditAccount? account, LocalDate day, Currency currency)
    {
        List<CreditCollateral> collateral = [];
        Money? insured = null;
        foreach (CreditSecurity security in account?.Securities ?? [])
        {
            if (!security.HoldsOn(day) || security.Amount.Currency != currency)
            {
                continue;
            }

            if (security.Type == SecurityTypes.Insurance)
            {
                insured = (insured ?? Money.Zero(currency)) + security.Amount;
            }
            else
            {
                collateral.Add(new CreditCollateral(Worth(security.Type), security.Amount));
            }
        }

        return (ValueList.Create<CreditCollateral>([.. collateral]), insured);
    }

    private static string Worth(string type) => type switch
    {
        SecurityTypes.Deposit => CollateralTypes.Cash,
        SecurityTypes.LetterOfCredit => CollateralTypes.BankGuarantee,
        _ => type,
    };
}
