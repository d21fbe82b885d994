using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Credit;

/// <summary>A plugin's provider as an author would write it, over a register in memory in place of an agency's service.</summary>
public sealed class BureauProvider : ICreditInformationProvider
{
    private static readonly LocalDate Listed = new(2026, 3, 1);

    public string Name => "acme.bureau";

    public ValueList<string> Indicators { get; } = [CreditIndicators.IndustryRisk, CreditIndicators.ListedDefaulter];

    public ValueTask<IReadOnlyList<ProvidedInformation>> FetchAsync(IReadOnlyList<CreditSubject> customers, LocalDate asOf, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ProvidedInformation>>([.. customers.Select(customer => customer.Customer.Key switch
        {
            "bureau-good" => new ProvidedInformation([Evidence(CreditIndicators.IndustryRisk, 2), Evidence(CreditIndicators.ListedDefaulter, 0)]),
            "bureau-bad" => new ProvidedInformation(
                [Evidence(CreditIndicators.ListedDefaulter, 1)],
                [new FinancialStatement { Date = Listed, Currency = customer.Currency, CurrentAssets = 10, CurrentLiabilities = 100, TotalAssets = 50, TotalLiabilities = 120 }]),
            _ => ProvidedInformation.None,
        })]);

    private static CreditEvidence Evidence(string indicator, double value) => new() { Indicator = indicator, Value = value, Date = Listed, Source = CreditSources.Agency, Reliability = 0.9 };
}
