using Crm.Sdk.Conformance.Xunit;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Credit;

public sealed class PressIndicatorLaws : ScoringIndicatorConformance<PressIndicatorFixture>;

public sealed class BureauProviderLaws : CreditInformationProviderConformance<BureauProviderFixture>;

public sealed class PressIndicatorFixture : IScoringIndicatorFixture
{
    public IReadOnlyList<CreditInformation> Samples { get; } =
    [
        .. Enumerable.Range(0, 6).Select(static number => new CreditInformation
        {
            Customer = $"press-{number}",
            Currency = Currency.Cny,
            Evidence = [Report(number % 2, 40 * number), Report(1, 10)],
        }),
    ];

    public IScoringIndicator Create() => new PressIndicator();

    private static CreditEvidence Report(double value, int age) => new() { Indicator = "acme.report", Value = value, Date = new LocalDate(2026, 6, 1).PlusDays(-age), Source = CreditSources.PublicRecord, Reliability = 0.6 };
}

public sealed class BureauProviderFixture : ICreditInformationProviderFixture
{
    public IReadOnlyList<CreditSubject> Samples { get; } = [Subject("bureau-good"), Subject("bureau-bad"), Subject("unheard-of")];

    public ICreditInformationProvider Create() => new BureauProvider();

    private static CreditSubject Subject(string key) => new(Customer.Enterprise(key) with { Key = key }, Currency.Usd);
}
