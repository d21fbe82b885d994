using Crm.Sdk.Credit;

namespace Crm.Sdk.Receivables;

/// <summary>What the ledger says of a customer as evidence of an assessment (CR-1, CR-3): source own records, investigation payments.</summary>
/// <remarks>Pure and thread-safe. What is undefined gives no evidence: the indicator counts as its prior and lowers the confidence.</remarks>
public static class LedgerEvidence
{
    /// <summary>The evidence of a customer's payments, on the indicators on-time rate, days late, repayment rate, years of dealing and the share that is seriously overdue.</summary>
    /// <param name="behaviour">How the customer pays.</param>
    /// <param name="reliability">How far the ledger is trusted, 0 to 1; a base that was taken over from elsewhere less than one's own.</param>
    /// <exception cref="CrmException">CRM6202: the reliability is not from 0 to 1.</exception>
    public static ValueList<CreditEvidence> Of(PaymentBehaviour behaviour, double reliability = 1)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        (string Indicator, double? Value)[] values =
        [
            (CreditIndicators.OnTimeRate, behaviour.OnTimeRate),
            (CreditIndicators.DaysLate, behaviour.DaysLate),
            (CreditIndicators.RepaymentRate, behaviour.RepaymentRate),
            (CreditIndicators.YearsOfDealing, behaviour.YearsOfDealing),
            (CreditIndicators.SeriouslyOverdue, behaviour.SeriouslyOverdueShare),
        ];
        var evidence = new List<CreditEvidence>();
        foreach ((string indicator, double? value) in values)
        {
            if (value is { } known)
            {
                var piece = new CreditEvidence
                {
                    Indicator = indicator, Value = known, Date = behaviour.On, Source = CreditSources.OwnRecords, Reliability = reliability, Investigation = CreditInvestigations.Payments,
                };
                piece.Check();
                evidence.Add(piece);
            }
        }

        return evidence.ToValueList();
    }
}
