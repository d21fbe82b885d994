using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Conformance.Credit;

/// <summary>Random customers as an assessment knows them: any mix of evidence on the built-in indicators, a statement, securities, or nothing at all.</summary>
internal static class RandomInformation
{
    public static readonly LocalDate Day = new(2026, 6, 30);

    private static readonly CreditIndicator[] Indicators = [.. CreditModels.SixC.Criteria.SelectMany(static criterion => criterion.Indicators)];

    public static CreditInformation Next(Random random, int number) => new()
    {
        Customer = $"random-{number}",
        Currency = Currency.Cny,
        Evidence = Enumerable.Range(0, random.Next(12)).Select(_ => Evidence(random, Indicators[random.Next(Indicators.Length)])).ToValueList(),
        Statements = random.Next(2) == 0 ? [] : [Statement(random)],
        RequestedLimit = random.Next(2) == 0 ? null : Money.OfMinor(random.Next(1, 100_000_000), Currency.Cny),
        Collateral = random.Next(3) == 0 ? [new CreditCollateral(CollateralTypes.Property, Money.OfMinor(random.Next(100_000_000), Currency.Cny))] : [],
    };

    /// <summary>Evidence on an indicator: values within its curve and beyond, of today or long ago, trusted or not.</summary>
    public static CreditEvidence Evidence(Random random, CreditIndicator indicator)
    {
        double first = indicator.Curve.Points[0].Value, width = Math.Max(1, indicator.Curve.Points[^1].Value - first);
        return new CreditEvidence
        {
            Indicator = indicator.Code, Value = first + (width * ((random.NextDouble() * 1.4) - 0.2)), Date = Day.PlusDays(-random.Next(900)), Source = CreditSources.Agency, Reliability = random.Next(101) / 100.0,
        };
    }

    private static FinancialStatement Statement(Random random) => new()
    {
        Date = Day.PlusDays(-random.Next(700)),
        Currency = Currency.Cny,
        CurrentAssets = random.Next(1_000),
        CurrentLiabilities = random.Next(1_000),
        TotalAssets = random.Next(3_000),
        TotalLiabilities = random.Next(3_000),
        Ebit = random.Next(-500, 500),
        Interest = random.Next(100),
    };
}
