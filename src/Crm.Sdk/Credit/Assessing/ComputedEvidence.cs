using System.Collections.Frozen;

namespace Crm.Sdk.Credit;

/// <summary>Evidence that statements and securities give; what they cannot give is kept with its reason.</summary>
internal sealed class ComputedEvidence
{
    private readonly List<CreditEvidence> _evidence = [];
    private readonly Dictionary<string, Classification.Reason> _undefined = new(StringComparer.Ordinal);

    /// <param name="information">What is known.</param>
    /// <param name="haircuts">What is taken off collateral.</param>
    /// <param name="asOf">The day of the assessment.</param>
    /// <param name="asked">The indicators that the model asks; no other one is computed.</param>
    public ComputedEvidence(CreditInformation information, CollateralHaircuts haircuts, NodaTime.LocalDate asOf, FrozenDictionary<string, (int, int)> asked)
    {
        foreach (FinancialStatement statement in information.Statements)
        {
            foreach ((string indicator, Func<FinancialStatement, Ratio> compute) in StatementRatios.All)
            {
                if (asked.ContainsKey(indicator))
                {
                    Take(compute(statement), statement);
                }
            }

            Take(SecurityRatios.NetWorth(information, statement), statement);
        }

        foreach (Ratio ratio in SecurityRatios.Of(information, haircuts))
        {
            Take(ratio, CreditSources.OwnRecords, null, information.SecuredOn ?? asOf, 1, null);
        }
    }

    public IReadOnlyList<CreditEvidence> Evidence => _evidence;

    /// <summary>Why an indicator could not be computed, or null.</summary>
    public Classification.Reason? WhyNot(string indicator) => _undefined.GetValueOrDefault(indicator);

    private void Take(Ratio ratio, FinancialStatement statement) =>
        Take(ratio, CreditSources.Statement, CreditInvestigations.Finances, statement.Date, statement.Reliability, statement.Document);

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
