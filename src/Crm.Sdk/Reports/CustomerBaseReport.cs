using System.Globalization;
using Crm.Sdk.Classification;

namespace Crm.Sdk.Reports;

/// <summary>The report on a customer base: revenue by month, RFM, composition by dimension, retention of cohorts, concentration of revenue and of profit, composition of sales, tracking of a value model.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CustomerBaseReport
{
    /// <summary>How many months a report shows at most, the latest ones; for cohorts also how many months after the first order.</summary>
    public const int MostMonths = 24;

    private const int MonthsOfYear = 12;
    private static readonly double[] BestShares = [0.01, 0.05, 0.1, 0.2, 0.5];
    private static readonly int[] RetentionMonths = [1, 6, 12];

    private static readonly (string Term, CustomerBaseParts Of)[] DefinedTerms =
    [
        ("revenue", CustomerBaseParts.None), // in the key figures of every report
        ("rfm", CustomerBaseParts.Rfm),
        ("cohort", CustomerBaseParts.Retention),
        ("concentration", CustomerBaseParts.Concentration),
        ("profit", CustomerBaseParts.Profit),
        ("transactions", CustomerBaseParts.Transactions),
        ("asof", CustomerBaseParts.None),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="data">What is known of the base.</param>
    /// <param name="language">The language of its texts.</param>
    /// <param name="names">Names dimensions and labels; where null, they are shown as they are.</param>
    /// <param name="parts">The sections to make; all by default. What the data do not hold is left out, such as the composition where nothing is classified.</param>
    public static Report Make(CustomerBase data, ReportLanguage language, ClassificationTexts? names = null, CustomerBaseParts parts = CustomerBaseParts.All)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(language);
        ReportTexts texts = language.Texts;
        PurchaseSummary purchases = data.Purchases;
        return new Report(texts.Format("title", texts.Count("count.customers", purchases.Customers), texts.Count("count.orders", purchases.Orders)), language)
        {
            Kicker = texts.Format("kicker", texts.Day(purchases.AsOf.Date)),
            Summary = Summary(purchases, texts),
            Figures = Figures(purchases, texts),
            Sections =
            [
                .. Section(CustomerBaseParts.Revenue, () => Revenue(purchases, texts)),
                .. Section(CustomerBaseParts.Rfm, () => Rfm(data.Rfm, purchases.Revenue.Currency, texts)),
                .. data.Dimensions.Count == 0 ? [] : Section(CustomerBaseParts.Composition, () => Composition(data, language, names)),
                .. Section(CustomerBaseParts.Retention, () => Retention(purchases, texts)),
                .. Section(CustomerBaseParts.Concentration, () => Concentration(purchases, texts)),
                .. data.Profit is { } profit ? Section(CustomerBaseParts.Profit, () => ProfitSection.Make(profit, purchases.Revenue.Currency, texts)) : [],
                .. data.Transactions is { } transactions && parts.HasFlag(CustomerBaseParts.Transactions) ? TransactionSections.Make(transactions, texts) : [],
                .. data.Tracking is { } tracking ? Section(CustomerBaseParts.Tracking, () => ValueReport.Tracking(tracking, texts)) : [],
            ],
            Definitions =
            [
                .. DefinedTerms.Where(defined => parts.HasFlag(defined.Of) && IsKnown(defined.Of)).Select(defined => new ReportDefinition(
                    texts[$"define.{defined.Term}"], texts.Format($"define.{defined.Term}.text", purchases.Revenue.Currency, purchases.AsOf.Zone.Id))),
            ],
        };

        bool IsKnown(CustomerBaseParts part) => part switch
        {
            CustomerBaseParts.Transactions => data.Transactions is not null,
            CustomerBaseParts.Profit => data.Profit is not null,
            _ => true,
        };

        ReportSection[] Section(CustomerBaseParts part, Func<ReportSection> make) => parts.HasFlag(part) ? [make()] : [];
    }

    private static string? Summary(PurchaseSummary purchases, ReportTexts texts) => purchases.Months.Count == 0
        ? null
        : texts.Format("summary", texts.Month(purchases.Months[0].Month), texts.Month(purchases.Months[^1].Month))
            + (purchases.AmountsUnknown == 0 ? string.Empty : " " + texts.Format("summary.unknown", FigureFormat.Number(purchases.AmountsUnknown), purchases.Revenue.Currency));

    private static ValueList<KeyFigure> Figures(PurchaseSummary purchases, ReportTexts texts)
    {
        var currency = purchases.Revenue.Currency.ToString();
        return
        [
            new(texts["customers"], FigureFormat.Number(purchases.Customers)),
            new(texts["orders"], FigureFormat.Number(purchases.Orders))
            {
                Note = purchases.Customers == 0 ? null : texts.Format("orders-each", FigureFormat.Number(Math.Round((double)purchases.Orders / purchases.Customers, 2))),
            },
            new(texts["revenue"], texts.Compact((double)purchases.Revenue.Amount)) { Note = FigureFormat.Amount(purchases.Revenue) },
            new(texts["average-order"], purchases.Orders == 0 ? "–" : FigureFormat.Number((double)Math.Round(purchases.Revenue.Amount / purchases.Orders, 2))) { Note = currency },
            new(texts["repeat-rate"], purchases.Customers == 0 ? "–" : FigureFormat.Percent((double)purchases.RepeatCustomers / purchases.Customers))
            {
                Note = texts.Format("repeaters", FigureFormat.Number(purchases.RepeatCustomers)),
            },
        ];
    }

    private static ReportSection Revenue(PurchaseSummary purchases, ReportTexts texts)
    {
        ValueList<MonthlySales> months = [.. purchases.Months.TakeLast(MostMonths)];
        MonthlySales? best = months.MaxBy(month => month.Revenue.MinorUnits);
        decimal year = months.TakeLast(MonthsOfYear).Sum(month => month.Revenue.Amount);
        return new ReportSection(texts["section.revenue"])
        {
            Lead = best is null ? null : texts.Format("lead.revenue", texts.Month(best.Month), FigureFormat.Amount(best.Revenue), Math.Min(MonthsOfYear, months.Count), texts.Month(months[^1].Month), texts.Compact((double)year), best.Revenue.Currency),
            Charts =
            [
                new ColumnChart(texts["chart.revenue"], texts["month"], texts.Format("revenue-in", purchases.Revenue.Currency), [.. months.Select((month, i) => Column(month, i, texts))])
                {
                    Further = [texts["orders"], texts["ordering-customers"]],
                },
            ],
        };
    }

    private static ChartColumn Column(MonthlySales month, int index, ReportTexts texts) => new(texts.ShortMonth(month.Month), (double)month.Revenue.Amount)
    {
        Name = texts.Month(month.Month),
        Text = FigureFormat.Amount(month.Revenue),
        Group = index == 0 || month.Month.Month == 1 ? month.Month.Year.ToString(CultureInfo.InvariantCulture) : null,
        Further = [FigureFormat.Number(month.Orders), FigureFormat.Number(month.Customers)],
    };

    private static ReportSection Rfm(ValueList<RfmCell> cells, Currency currency, ReportTexts texts)
    {
        int bins = cells.Count == 0 ? 0 : cells.Max(cell => Math.Max(cell.Recency, cell.Frequency));
        int customers = cells.Sum(cell => cell.Customers);
        decimal spend = cells.Sum(cell => cell.Spend.Amount);
        RfmCell[] best = [.. cells.Where(cell => cell.Recency >= bins - 1 && cell.Frequency >= bins - 1)];
        return new ReportSection(texts["section.rfm"])
        {
            Lead = customers == 0 || spend <= 0 ? null : texts.Format(
                "lead.rfm", FigureFormat.Number(best.Sum(cell => cell.Customers)), FigureFormat.Percent((double)best.Sum(cell => cell.Customers) / customers), FigureFormat.Percent((double)(best.Sum(cell => cell.Spend.Amount) / spend))),
            Charts =
            [
                Map("chart.rfm.customers", cell => cell.Customers, cell => new(cell.Customers, FigureFormat.Number(cell.Customers))
                {
                    Detail = FigureFormat.Percent((double)cell.Customers / Math.Max(1, customers)),
                    Full = $"{FigureFormat.Number(cell.Customers)} ({FigureFormat.Percent((double)cell.Customers / Math.Max(1, customers))})",
                }),
                Map("chart.rfm.revenue", cell => (double)cell.Spend.Amount, cell => new((double)cell.Spend.Amount, texts.Compact((double)cell.Spend.Amount))
                {
                    Detail = spend <= 0 ? null : FigureFormat.Percent((double)(cell.Spend.Amount / spend)),
                    Full = FigureFormat.Amount(cell.Spend),
                }),
            ],
        };

        HeatMap Map(string title, Func<RfmCell, double> value, Func<RfmCell, HeatCell> make) => new(
            texts.Format(title, currency),
            texts["frequency-score"],
            texts["recency-score"],
            [.. Enumerable.Range(1, bins).Select(score => FigureFormat.Number(score))],
            [
                .. Enumerable.Range(1, bins).Reverse().Select(frequency => new HeatRow(FigureFormat.Number(frequency), [
                    .. Enumerable.Range(1, bins).Select(recency => cells.FirstOrDefault(cell => cell.Recency == recency && cell.Frequency == frequency) is { } cell && value(cell) != 0
                        ? make(cell)
                        : new HeatCell(0, string.Empty) { Full = "0" })])),
            ])
        {
            IsSkewed = true,
        };
    }

    private static ReportSection Composition(CustomerBase data, ReportLanguage language, ClassificationTexts? names) => new(language.Texts["section.composition"])
    {
        // Labels of another instant than the report's are said to be so.
        Lead = language.Texts["lead.composition"] + (data.LabelsAsOf is { } labels && labels != data.Purchases.AsOf.Instant
            ? " " + language.Texts.Format("labels-as-of", language.Texts.Day(data.Purchases.AsOf.DateOf(labels)))
            : string.Empty),
        Charts = [.. data.Dimensions.Select(dimension => Bars(dimension, language, names))],
    };

    private static BarChart Bars(DimensionComposition dimension, ReportLanguage language, ClassificationTexts? names)
    {
        ReportTexts texts = language.Texts;
        double customers = Math.Max(1, dimension.Labels.Sum(label => label.Customers));
        decimal spend = dimension.Labels.Sum(label => label.Spend.Amount);
        return new BarChart(
            names?.OfDimension(dimension.Dimension, language.Culture) ?? dimension.Dimension,
            texts["label"],
            texts["customers"],
            [
                .. dimension.Labels.Select(label => new ChartBar(NameOf(label.Label), label.Customers / customers, FigureFormat.Number(label.Customers))
                {
                    SecondShare = spend <= 0 ? 0 : (double)(label.Spend.Amount / spend),
                    SecondText = texts.Compact((double)label.Spend.Amount),
                }),
            ])
        {
            SecondMeasure = dimension.Labels.Count == 0 ? texts["revenue"] : texts.Format("revenue-in", dimension.Labels[0].Spend.Currency),
        };

        string NameOf(string label) => label == LabelShare.NoLabel ? texts["no-label"] : names?.OfLabel(dimension.Dimension, label, language.Culture) ?? label;
    }

    private static ReportSection Retention(PurchaseSummary purchases, ReportTexts texts)
    {
        ValueList<Cohort> cohorts = [.. purchases.Cohorts.TakeLast(MostMonths)];
        int columns = cohorts.Count == 0 ? 0 : Math.Min(MostMonths, cohorts.Max(cohort => cohort.Active.Count));
        string[] means = [.. RetentionMonths.Select(month => Mean(cohorts, month)).TakeWhile(mean => mean is not null).Select(mean => FigureFormat.Percent(mean!.Value))];
        return new ReportSection(texts["section.retention"])
        {
            Lead = means.Length == 0 ? null : texts.Format($"lead.retention.{means.Length}", [.. means]),
            Charts =
            [
                new HeatMap(
                    texts["chart.retention"],
                    texts["cohort"],
                    texts["months-since"],
                    [.. Enumerable.Range(0, columns).Select(month => FigureFormat.Number(month))],
                    [.. cohorts.Select(cohort => CohortRow(cohort, columns, texts))])
                {
                    Note = cohorts.Count == 0 ? null : texts["note.retention"],
                },
            ],
        };
    }

    private static HeatRow CohortRow(Cohort cohort, int columns, ReportTexts texts) => new(
        texts.Month(cohort.Month),
        [
            .. cohort.Active.Take(columns).Select((active, month) => month == 0
                ? new HeatCell(0, FigureFormat.Number(active)) { IsReference = true }
                : new HeatCell(cohort.Retention(month), FigureFormat.Percent(cohort.Retention(month))) { Full = $"{FigureFormat.Number(active)} ({FigureFormat.Percent(cohort.Retention(month))})" }),
        ]);

    /// <summary>The retention of all cohorts that were observed so long, weighted by size; null where none was.</summary>
    private static double? Mean(ValueList<Cohort> cohorts, int month)
    {
        Cohort[] observed = [.. cohorts.Where(cohort => cohort.Active.Count > month)];
        return observed.Length == 0 ? null : (double)observed.Sum(cohort => cohort.Active[month]) / observed.Sum(cohort => cohort.Size);
    }

    private static ReportSection Concentration(PurchaseSummary purchases, ReportTexts texts)
    {
        Concentration concentration = purchases.Concentration;
        return new ReportSection(texts["section.concentration"])
        {
            Lead = concentration.IsEmpty ? null : texts.Format("lead.concentration", FigureFormat.Percent(0.2, 0), FigureFormat.Percent(concentration.OfBest(0.2)), FigureFormat.Percent(0.5, 0), FigureFormat.Percent(1 - concentration.OfBest(0.5))),
            Charts =
            [
                new ShareCurve(
                    texts["chart.concentration"],
                    texts["share-of-customers"],
                    texts["share-of-revenue"],
                    concentration.Curve(),
                    concentration.IsEmpty ? [] : [.. BestShares.Where(share => share >= 0.1).Select(share => new CurvePoint(share, concentration.OfBest(share)))]),
            ],
            Tables = concentration.IsEmpty ? [] :
            [
                new ReportTable(
                    texts.Format("table.concentration", concentration.Gini.ToString("0.000", CultureInfo.InvariantCulture)),
                    [texts["best-customers"], texts["customers"], texts["share-of-revenue"], texts.Format("revenue-in", purchases.Revenue.Currency)],
                    [
                        .. BestShares.Select(share => (ValueList<string>)[
                            FigureFormat.Percent(share, 0), FigureFormat.Number((long)Math.Round(share * purchases.Customers)),
                            FigureFormat.Percent(concentration.OfBest(share)), texts.Compact((double)purchases.Revenue.Amount * concentration.OfBest(share))]),
                    ]),
            ],
        };
    }
}
