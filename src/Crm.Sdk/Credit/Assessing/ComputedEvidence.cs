namespace Crm.Sdk.Credit;

/// <summary>Evidence that statements and securities give; what they cannot give is kept with its reason.</summary>
internal sealed class ComputedEvidence
{
    private readonly List<CreditEvidence> _evidence = [];
    private readonly Dictionary<string, Classification.Reason> _undefined = new(StringComparer.Ordinal);

    public ComputedEvidence(CreditInformation information, CollateralHaircuts haircuts, NodaTime.LocalDate asOf)
    {
        foreach (FinancialStatement statement in information.Statements)
        {
            foreach (Ratio ratio in StatementRatios.Of(statement).Append(SecurityRatios.NetWorth(information, statement)))
            {
                Take(ratio, CreditSources.Statement, CreditInvestigations.Finances, statement.Date, statement.Reliability, statement.Document);
            }
        }

        foreach (Ratio ratio in SecurityRatios.Of(information, haircuts))
        {
            Take(ratio, CreditSources.OwnRecords, null, information.SecuredOn ?? asOf, 1, null);
        }
    }

    public IReadOnlyList<CreditEvidence> Evidence => _evidence;

    /// <summary>Why an indicator could not be computed, or null.</summary>
    public Classification.Reason? WhyNot(string indicator) => _undefined.GetValueOrDefault(indicator);

    private void Take(Ratio ratio, string source, string? investigation, NodaTime.LocalDate date, double reliability, string? document)
    {
        if (ratio.Value is not { } value)
        {
            _undefined.TryAdd(ratio.Indicator, ratio.Why!);
            return;
        }

        _evidence.Add(new CreditEvidence
        {
            Indicator = ratio.Indicator, Value = value, Date = date, Source = source, Reliability = reliability, Investigation = investigation, Document = document,
        });
    }
}
