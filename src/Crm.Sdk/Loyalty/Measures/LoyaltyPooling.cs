using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Brings the findings on an indicator together: their mean, weighed by source and age.</summary>
/// <remarks>Weight = trust of the source × 2^(−age in days ÷ half-life). Findings are added in a fixed order, so that the order in which they came shows in no digit.</remarks>
internal static class LoyaltyPooling
{
    /// <summary>Digits that are kept, so that an edge is met where arithmetic misses it by a hair.</summary>
    public const int Digits = 9;

    /// <summary>The indicators that are known, by code.</summary>
    public static SortedDictionary<string, LoyaltyValue> Pool(LoyaltyPolicy policy, LoyaltyInput input)
    {
        var values = new SortedDictionary<string, LoyaltyValue>(StringComparer.Ordinal);
        foreach (IGrouping<string, LoyaltyFinding> findings in input.Findings.Where(finding => Counts(policy, finding, input.AsOf)).GroupBy(static finding => finding.Indicator, StringComparer.Ordinal))
        {
            LoyaltyFinding[] ordered = [.. InOrder(findings)];
            double weights = 0, sum = 0;
            foreach (LoyaltyFinding finding in ordered)
            {
                double weight = TrustIn(policy, finding.Source) * Math.Pow(2, -(double)Age(finding, input.AsOf) / policy.HalfLifeDays);
                weights += weight;
                sum += weight * finding.Value;
            }

            values.Add(findings.Key, new LoyaltyValue(findings.Key, Math.Clamp(Math.Round(sum / weights, Digits), 0, 1), ordered.Sum(static finding => finding.Records), ordered.ToValueList()));
        }

        return values;
    }

    /// <summary>Findings in a fixed order.</summary>
    public static IEnumerable<LoyaltyFinding> InOrder(IEnumerable<LoyaltyFinding> findings) => findings
        .OrderBy(static finding => finding.Indicator, StringComparer.Ordinal)
        .ThenBy(static finding => finding.Date)
        .ThenBy(static finding => finding.Source, StringComparer.Ordinal)
        .ThenBy(static finding => finding.Value)
        .ThenBy(static finding => finding.Records);

    private static bool Counts(LoyaltyPolicy policy, LoyaltyFinding finding, LocalDate asOf) => finding.Date <= asOf && Age(finding, asOf) <= policy.MaxAgeDays;

    private static int Age(LoyaltyFinding finding, LocalDate asOf) => Period.DaysBetween(finding.Date, asOf);

    private static double TrustIn(LoyaltyPolicy policy, string source) => policy.Trust.FirstOrDefault(trust => trust.Source == source)?.Trust ?? policy.OtherTrust;
}
