using System.Runtime.CompilerServices;

namespace Crm.Sdk.Credit;

/// <summary>The rules that what is known of a customer has to keep.</summary>
internal static class InformationRules
{
    public static void Check(CreditInformation information)
    {
        foreach (CreditEvidence evidence in information.Evidence)
        {
            evidence.Check();
        }

        CheckOthers(information);
    }

    /// <summary>The rules of all but the evidence, which is checked where it is read.</summary>
    public static void CheckOthers(CreditInformation information)
    {
        foreach (FinancialStatement statement in information.Statements)
        {
            That(statement.Reliability is >= 0 and <= 1, $"statement of {statement.Date:uuuu-MM-dd}: the reliability {statement.Reliability} is not from 0 to 1");
        }

        foreach (CreditCollateral item in information.Collateral)
        {
            Amount(item.Value, information.Currency, "collateral", item.Type);
        }

        Amount(information.RequestedLimit, information.Currency, "requested limit");
        Amount(information.AnnualPurchases, information.Currency, "annual purchases");
        Amount(information.InsuredAmount, information.Currency, "insured amount");
        Amount(information.PeerLimit, information.Currency, "peer limit");
    }

    private static void Amount(Money? amount, Currency currency, string what, string? type = null)
    {
        if (amount is { } given)
        {
            That(given.Currency == currency, $"{what}{(type is null ? string.Empty : $" '{type}'")}: {given} is not in {currency}, the currency of the assessment; convert it first");
            That(given.MinorUnits >= 0, $"{what}{(type is null ? string.Empty : $" '{type}'")}: {given} is negative; give 0 or more");
        }
    }

    private static void That(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] RuleText rule)
    {
        if (!holds)
        {
            throw new CrmException(CreditErrorCodes.BadEvidence, $"{rule.ToStringAndClear()}.");
        }
    }
}
