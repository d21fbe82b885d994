using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Reports;

/// <summary>The report on loyalty: what is owed in points and when it lapses, how it came and went, how it is expected to end; and how loyal customers are, by type and by the matrix of attitude and behaviour (LO-3, LO-5).</summary>
/// <remarks>Thread-safe.</remarks>
public static class LoyaltyReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="liability">What is owed in points.</param>
    /// <param name="shares">How loyal customers are; empty where nobody was assessed.</param>
    /// <param name="day">The day of the report.</param>
    /// <param name="language">The language of its texts.</param>
    public static Report Make(PointsLiability liability, IReadOnlyList<LoyaltyShare> shares, LocalDate day, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(liability);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(language);
        ReportTexts texts = language.Texts;
        return new Report(texts["loyalty.title"], language)
        {
            Kicker = texts.Format("kicker", texts.Day(day)),
            Summary = texts["loyalty.summary"],
            Figures =
            [
                new(texts["loyalty.outstanding"], FigureFormat.Number(liability.Wallets.Sum(static wallet => wallet.Outstanding))),
                new(texts["loyalty.owed"], FigureFormat.Number(liability.Wallets.Sum(static wallet => wallet.Owed))),
                new(texts["loyalty.accounts"], FigureFormat.Number(liability.Accounts)),
                new(texts["loyalty.tied"], texts[liability.IsTied ? "loyalty.tied.yes" : "loyalty.tied.no"]),
            ],
            Sections = [.. liability.Wallets.SelectMany(wallet => Sections(wallet, texts)), Matrix(shares, texts, language)],
            Definitions = [new(texts["loyalty.outstanding"], texts["loyalty.outstanding.text"]), new(texts["loyalty.breakage"], texts["loyalty.breakage.text"]), new(texts["loyalty.tied"], texts["loyalty.tied.text"])],
        };
    }

    private static IEnumerable<ReportSection> Sections(WalletLiability wallet, ReportTexts texts)
    {
        string name = $"{wallet.Programme}/{wallet.Wallet}";
        yield return new ReportSection(texts.Format("section.liability", name))
        {
            Lead = Lead(wallet, texts),
            Charts =
            [
                new ColumnChart(texts["chart.liability"], texts["loyalty.lapse-month"], texts["loyalty.outstanding"], [.. wallet.ByExpiry.Select(part => Column(part.Month, part.Outstanding, texts))])
                {
                    Note = texts["note.liability"],
                },
            ],
        };
        yield return new ReportSection(texts.Format("section.flows", name))
        {
            Charts =
            [
                Flow("chart.issued", "loyalty.issued", static month => month.Issued),
                Flow("chart.redeemed", "loyalty.redeemed", static month => month.Redeemed),
                Flow("chart.expired", "loyalty.expired", static month => month.Expired),
            ],
            Tables =
            [
                new ReportTable(
                    texts["table.flows"],
                    [texts["month"], texts["loyalty.opening"], texts["loyalty.issued"], texts["loyalty.redeemed"], texts["loyalty.expired"], texts["loyalty.adjusted"], texts["loyalty.transferred"], texts["loyalty.closing"], texts["difference"]],
                    [
                        .. wallet.Months.Select(month => (ValueList<string>)
                        [
                            texts.Month(month.Month), .. new[] { month.Opening, month.Issued, month.Redeemed, month.Expired, month.Adjusted, month.Transferred, month.Closing, month.Difference }.Select(FigureFormat.Number),
                        ]),
                    ]),
                new ReportTable(
                    texts["table.run-off"],
                    [texts["loyalty.age"], texts["loyalty.points"], texts["loyalty.redeemed"], texts["loyalty.expired"]],
                    [.. wallet.Breakage.Ages.Select(age => (ValueList<string>)[FigureFormat.Number(age.Age), FigureFormat.Number(age.Points), FigureFormat.Number(age.Redeemed), FigureFormat.Number(age.Lapsed)])]),
            ],
        };

        ColumnChart Flow(string title, string measure, Func<PointsMonth, long> of) =>
            new(texts[title], texts["month"], texts[measure], [.. wallet.Months.Select(month => Column(month.Month, of(month), texts))]);
    }

    private static string Lead(WalletLiability wallet, ReportTexts texts)
    {
        string lead = texts.Format("lead.liability", FigureFormat.Number(wallet.Outstanding), FigureFormat.Number(wallet.Available), FigureFormat.Number(wallet.Pending), FigureFormat.Number(wallet.Held));
        string breakage = wallet.Breakage is { Lapsed: { } lapsed, Rate: { } rate }
            ? texts.Format("lead.breakage", FigureFormat.Number(lapsed), FigureFormat.Percent(rate))
            : texts["lead.breakage.unknown"];
        return wallet.Value is { } value ? $"{lead} {texts.Format("lead.liability.value", FigureFormat.Amount(value))} {breakage}" : $"{lead} {breakage}";
    }

    private static ChartColumn Column(YearMonth? month, long points, ReportTexts texts) => month is { } known
        ? new ChartColumn(texts.ShortMonth(known), points) { Name = texts.Month(known), Group = known.Month == 1 ? $"{known.Year}" : null }
        : new ChartColumn(texts["loyalty.never"], points);

    private static ReportSection Matrix(IReadOnlyList<LoyaltyShare> shares, ReportTexts texts, ReportLanguage language)
    {
        string[] cells = [.. shares.Select(static share => share.Cell ?? string.Empty).Distinct(StringComparer.Ordinal)];
        return new ReportSection(texts["section.loyalty"])
        {
            Lead = shares.Count == 0 ? null : texts.Format("lead.loyalty", FigureFormat.Number(shares.Sum(static share => share.Customers))),
            Charts =
            [
                new HeatMap(
                    texts["chart.loyalty"],
                    texts["loyalty.type"],
                    texts["loyalty.cell"],
                    [.. cells.Select(cell => Title(LoyaltyCells.List, cell))],
                    [
                        .. shares.GroupBy(static share => share.Type ?? string.Empty, StringComparer.Ordinal).Select(type => new HeatRow(
                            Title(LoyaltyTypes.List, type.Key),
                            [.. cells.Select(cell => type.Where(share => (share.Cell ?? string.Empty) == cell).Sum(static share => share.Customers)).Select(static count => new HeatCell(count, count == 0 ? string.Empty : FigureFormat.Number(count)))])),
                    ])
                {
                    IsSkewed = true,
                },
            ],
        };

        string Title(CodeList list, string code) => code.Length == 0 ? texts["loyalty.unknown"] : list.TitleOf(code, language.Culture);
    }
}
