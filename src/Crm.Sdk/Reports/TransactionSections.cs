using System.Globalization;
using Crm.Sdk.Transactions;

namespace Crm.Sdk.Reports;

/// <summary>The sections on transactions (TX-3, G31): of what they are composed, how often customers buy, what an order holds.</summary>
internal static class TransactionSections
{
    private const int MostParts = 10;

    public static IEnumerable<ReportSection> Make(TransactionAnalysis analysis, ReportTexts texts)
    {
        yield return Composition(analysis, texts);
        yield return Habits(analysis, texts);
    }

    private static ReportSection Composition(TransactionAnalysis analysis, ReportTexts texts) => new(texts["section.transactions"])
    {
        Lead = analysis.Revenue.MinorUnits <= 0 ? null : texts.Format(
            "lead.transactions", FigureFormat.Number(analysis.Orders), FigureFormat.Amount(analysis.Revenue), FigureFormat.Percent(Share(analysis.Returned, analysis.Revenue + analysis.Returned))),
        Charts = [.. analysis.Compositions.Where(static composition => composition.Parts.Any(static part => part.Key is not null)).Select(composition => Bars(composition, analysis, texts))],
    };

    private static BarChart Bars(TransactionComposition composition, TransactionAnalysis analysis, ReportTexts texts)
    {
        TransactionPart[] shown = [.. composition.Parts.Take(composition.Parts.Count > MostParts ? MostParts - 1 : MostParts)];
        ChartBar[] bars = [.. shown.Select(part => Bar(NameOf(composition.Dimension, part.Key, texts), part.Revenue, part.Orders, analysis, texts))];
        TransactionPart[] others = [.. composition.Parts.Skip(shown.Length)];
        return new BarChart(
            texts[$"transactions.by.{KeyOf(composition.Dimension)}"],
            texts["transactions.part"],
            texts.Format("revenue-in", analysis.Revenue.Currency),
            others.Length == 0 ? [.. bars] : [.. bars, Other(others, analysis, texts)])
        {
            SecondMeasure = texts["orders"],
        };
    }

    private static ChartBar Bar(string name, Money revenue, long orders, TransactionAnalysis analysis, ReportTexts texts) =>
        new(name, Share(revenue, analysis.Revenue), texts.Compact((double)revenue.Amount))
        {
            SecondShare = analysis.Orders == 0 ? 0 : (double)orders / analysis.Orders,
            SecondText = FigureFormat.Number(orders),
        };

    /// <summary>What the smaller parts bring together. An order may be in several of them, so their orders are not added.</summary>
    private static ChartBar Other(TransactionPart[] parts, TransactionAnalysis analysis, ReportTexts texts)
    {
        Money revenue = parts.Aggregate(Money.Zero(analysis.Revenue.Currency), static (sum, part) => sum + part.Revenue);
        return new ChartBar(texts.Format("transactions.others", FigureFormat.Number(parts.Length)), Share(revenue, analysis.Revenue), texts.Compact((double)revenue.Amount));
    }

    private static ReportSection Habits(TransactionAnalysis analysis, ReportTexts texts) => new(texts["section.habits"])
    {
        Lead = analysis.Frequency.PurchasesEach is not { } each || analysis.Basket.AmountEach is not { } amount ? null : texts.Format(
            "lead.habits",
            FigureFormat.Number(each),
            analysis.Frequency.MeanIntervalDays is { } days ? days.ToString("#,0.0", CultureInfo.InvariantCulture) : "–",
            FigureFormat.Number(analysis.Basket.LinesEach!.Value),
            FigureFormat.Amount(amount)),
        Charts =
        [
            Bands("chart.purchases", "purchases", "customers", analysis.Frequency.ByPurchases, texts),
            Bands("chart.intervals", "interval-days", "intervals", analysis.Frequency.ByInterval, texts),
            Bands("chart.products", "products", "orders", analysis.Basket.ByProducts, texts),
        ],
    };

    private static BarChart Bands(string title, string axis, string measure, ValueList<CountBand> bands, ReportTexts texts)
    {
        long all = bands.Sum(static band => band.Count);
        return new BarChart(
            texts[title],
            texts[axis],
            texts[measure],
            all == 0 ? [] : [.. bands.Select(band => new ChartBar(band.Bounds, (double)band.Count / all, FigureFormat.Number(band.Count)))]);
    }

    private static double Share(Money part, Money whole) => whole.MinorUnits <= 0 ? 0 : (double)part.MinorUnits / whole.MinorUnits;

    private static string NameOf(TransactionDimension dimension, string? key, ReportTexts texts) => key is null
        ? texts["no-label"]
        : dimension is TransactionDimension.CustomerKind or TransactionDimension.Purchase ? texts[$"part.{key}"] : key;

    private static string KeyOf(TransactionDimension dimension) => dimension == TransactionDimension.CustomerKind ? "customer-kind" : dimension.ToString().ToLowerInvariant();
}
