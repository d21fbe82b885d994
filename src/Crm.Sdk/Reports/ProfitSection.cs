using System.Globalization;
using Crm.Sdk.Value;

namespace Crm.Sdk.Reports;

/// <summary>The section on how unevenly profit is spread over customers: the whale curve with its Gini coefficient (VA-4).</summary>
internal static class ProfitSection
{
    private static readonly double[] BestShares = [0.01, 0.05, 0.1, 0.2, 0.5, 1];
    private static readonly double[] MarkedShares = [0.1, 0.2, 0.5];

    /// <param name="profit">The spread of profit.</param>
    /// <param name="currency">What its minor units are of.</param>
    /// <param name="texts">The texts of the report's language.</param>
    public static ReportSection Make(ProfitConcentration profit, Currency currency, ReportTexts texts) => new(texts["section.profit"])
    {
        Lead = profit.Customers == 0 ? null : string.Join(' ', Leads(profit, texts)),
        Charts =
        [
            new ShareCurve(
                texts["chart.profit"],
                texts["share-of-customers"],
                texts["share-of-profit"],
                [.. profit.Curve().Select(static point => new CurvePoint(point.Customers, point.Profit))],
                profit.Total <= 0 ? [] : [.. MarkedShares.Select(share => new CurvePoint(share, profit.OfBest(share)!.Value))]),
        ],
        Tables = profit.Gini is not { } gini ? [] :
        [
            new ReportTable(
                texts.Format("table.profit", gini.ToString("0.000", CultureInfo.InvariantCulture)),
                [texts["best-customers"], texts["customers"], texts["share-of-profit"], texts.Format("profit-in", currency)],
                [
                    .. BestShares.Select(share => (ValueList<string>)[
                        FigureFormat.Percent(share, 0), FigureFormat.Number(profit.CustomersOf(share)),
                        FigureFormat.Percent(profit.OfBest(share)!.Value), FigureFormat.Amount(Money.OfMinor(profit.ProfitOfBest(share), currency))]),
                ]),
        ],
    };

    private static IEnumerable<string> Leads(ProfitConcentration profit, ReportTexts texts)
    {
        yield return profit.OfBest(0.2) is { } best
            ? texts.Format("lead.profit", FigureFormat.Percent(0.2, 0), FigureFormat.Percent(best))
            : texts["lead.profit.none"];
        yield return texts.Format("lead.profit.losses", FigureFormat.Number(profit.Unprofitable), FigureFormat.Percent((double)profit.Unprofitable / profit.Customers));
    }
}
