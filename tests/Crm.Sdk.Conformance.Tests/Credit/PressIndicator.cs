using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Credit;

/// <summary>A plugin's indicator as an author would write it: how much of what was said of a customer in the press was good, of reports that the credit file holds as evidence <c>acme.report</c> (1 good, 0 bad).</summary>
public sealed class PressIndicator : IScoringIndicator
{
    private const string Report = "acme.report";

    public AddedIndicator Declaration { get; } = new(
        CreditCriteria.Character,
        new CreditIndicator("acme.press", 0.25, new ScoreCurve(IndicatorDirection.HigherIsBetter, new CurvePoint(0, 0), new CurvePoint(1, 100)), prior: 60, halfLifeDays: 180));

    public ValueTask<IReadOnlyList<CreditEvidence?>> MeasureAsync(IReadOnlyList<CreditInformation> customers, LocalDate asOf, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<CreditEvidence?>>([.. customers.Select(customer => Of(customer, asOf))]);

    private CreditEvidence? Of(CreditInformation customer, LocalDate asOf)
    {
        CreditEvidence[] reports = [.. customer.Evidence.Where(evidence => evidence.Indicator == Report && evidence.Date <= asOf)];
        return reports.Length == 0 ? null : new CreditEvidence
        {
            Indicator = Declaration.Indicator.Code,
            Value = reports.Average(static report => report.Value),
            Date = reports.Max(static report => report.Date),
            Source = CreditSources.PublicRecord,
            Reliability = reports.Min(static report => report.Reliability),
        };
    }
}
