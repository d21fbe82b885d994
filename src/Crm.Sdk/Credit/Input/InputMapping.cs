using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Credit;

/// <summary>From what is written to what an assessment takes.</summary>
internal static class InputMapping
{
    public static CreditInput Map(InformationJson json)
    {
        Currency currency = CurrencyAt(json.Currency ?? throw Missing("/currency"), default, "/currency");
        return new CreditInput(
            new CreditInformation
            {
                Customer = json.Customer switch
                {
                    null => throw Missing("/customer"),
                    "" => throw InputFault.At("/customer", "the text is empty; give the customer's key"),
                    var customer => customer,
                },
                Currency = currency,
                RequestedLimit = Amount(json.RequestedLimit, currency, default, "/requestedLimit"),
                AnnualPurchases = Amount(json.AnnualPurchases, currency, default, "/annualPurchases"),
                PeerLimit = Amount(json.PeerLimit, currency, default, "/peerLimit"),
                InsuredAmount = Amount(json.InsuredAmount, currency, default, "/insuredAmount"),
                SecuredOn = json.SecuredOn is null ? null : DateAt(json.SecuredOn, default, "/securedOn"),
                Collateral = Each(json.Collateral, "/collateral", (item, at) => new CreditCollateral(item.Type ?? throw Missing($"{at}/type"), Amount(item.Value ?? throw Missing($"{at}/value"), currency, at, "/value")!.Value)),
                Evidence = Each(json.Evidence, "/evidence", Evidence),
                Statements = Each(json.Statements, "/statements", (item, at) => Statement(item, at, currency)),
                Indicators = Each(json.Indicators, "/indicators", Indicator),
                Gaps = Each(json.Gaps, "/gaps", static (item, at) => Told(at, () => new CreditGap(item.Source ?? throw Missing($"{at}/source"), item.Detail ?? throw Missing($"{at}/detail"), (item.Indicators ?? throw Missing($"{at}/indicators")).ToValueList()))),
            },
            json.AsOf is null ? null : DateAt(json.AsOf, default, "/asOf"));
    }

    private static CreditEvidence Evidence(EvidenceJson json, Place at)
    {
        var evidence = new CreditEvidence
        {
            Indicator = json.Indicator ?? throw Missing($"{at}/indicator"),
            Value = json.Value ?? throw Missing($"{at}/value"),
            Date = DateAt(json.Date ?? throw Missing($"{at}/date"), at, "/date"),
            Source = json.Source ?? throw Missing($"{at}/source"),
            Reliability = json.Reliability ?? 1,
            Investigation = json.Investigation,
            Investigator = json.Investigator,
            Document = json.Document,
        };
        try // in line: files have millions of these
        {
            evidence.Check();
        }
        catch (CrmException error)
        {
            throw new CrmException(error.Code, $"{at}: {error.Message}", error);
        }

        return evidence;
    }

    private static AddedIndicator Indicator(IndicatorJson json, Place at) => Told(at, () =>
    {
        string text = json.Direction ?? throw Missing($"{at}/direction");
        IndicatorDirection direction = IndicatorDirections.Read(text) ?? throw InputFault.At($"{at}/direction", $"'{text}' is no direction; give {IndicatorDirections.Higher} or {IndicatorDirections.Lower}");
        ValueList<CurvePoint> points = Each(
            json.Curve ?? throw Missing($"{at}/curve"),
            $"{at}/curve",
            static (point, place) => new CurvePoint(point.Value ?? throw Missing($"{place}/value"), point.Score ?? throw Missing($"{place}/score")));
        return new AddedIndicator(
            json.Criterion ?? throw Missing($"{at}/criterion"),
            new CreditIndicator(
                json.Code ?? throw Missing($"{at}/code"), json.Weight ?? throw Missing($"{at}/weight"), new ScoreCurve(direction, points.AsSpan()), json.Prior ?? throw Missing($"{at}/prior"), json.HalfLifeDays));
    });

    /// <summary>Makes something of an entry; a rule that it breaks is told with the entry's place.</summary>
    private static T Told<T>(Place at, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (CrmException error) when (error.Code != CreditErrorCodes.BadInput)
        {
            throw new CrmException(error.Code, $"{at}: {error.Message}", error);
        }
    }

    private static FinancialStatement Statement(StatementJson json, Place at, Currency currency) => new()
    {
        Date = DateAt(json.Date ?? throw Missing($"{at}/date"), at, "/date"),
        Currency = json.Currency is null ? currency : CurrencyAt(json.Currency, at, "/currency"),
        Reliability = json.Reliability ?? 1,
        Document = json.Document,
        CurrentAssets = json.CurrentAssets,
        Inventory = json.Inventory,
        CurrentLiabilities = json.CurrentLiabilities,
        TotalAssets = json.TotalAssets,
        TotalLiabilities = json.TotalLiabilities,
        RetainedEarnings = json.RetainedEarnings,
        Ebit = json.Ebit,
        Interest = json.Interest,
        Sales = json.Sales,
        Equity = json.Equity,
        MarketValueOfEquity = json.MarketValueOfEquity,
    };

    private static ValueList<TItem> Each<TJson, TItem>(TJson?[]? items, string list, Func<TJson, Place, TItem> map)
        where TJson : class
    {
        if (items is null)
        {
            return [];
        }

        var mapped = new TItem[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            var at = new Place(list, i);
            mapped[i] = map(items[i] ?? throw InputFault.At($"{at}", "null is no entry; leave it out"), at);
        }

        return ValueList.Create<TItem>(mapped);
    }

    private static CrmException Missing(string at) => InputFault.At(at, "the field is missing");

    private static LocalDate DateAt(string text, Place at, string field) =>
        Plain(text) is { } plain ? plain : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : throw InputFault.At($"{at}{field}", $"'{text}' is no date; give one such as 2026-06-30");

    /// <summary>Most dates are of four, two and two digits; anything else is left to the pattern.</summary>
    private static LocalDate? Plain(string text)
    {
        if (text is not [_, _, _, _, '-', _, _, '-', _, _])
        {
            return null;
        }

        int number = 0;
        foreach (char c in text)
        {
            if (c != '-')
            {
                if (!char.IsAsciiDigit(c))
                {
                    return null;
                }

                number = (number * 10) + (c - '0');
            }
        }

        (int year, int month, int day) = (number / 10_000, number / 100 % 100, number % 100);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
    }

    private static Currency CurrencyAt(string code, Place at, string field)
    {
        try
        {
            return Currency.Parse(code);
        }
        catch (CrmException error)
        {
            throw new CrmException(error.Code, $"{at}{field}: {error.Message}", error);
        }
    }

    private static Money? Amount(decimal? amount, Currency currency, Place at, string field)
    {
        try
        {
            return amount is { } given ? Money.Of(given, currency) : null;
        }
        catch (CrmException error)
        {
            throw new CrmException(error.Code, $"{at}{field}: {error.Message}", error);
        }
    }

    /// <summary>An entry of a list; written out only where something is wrong with it.</summary>
    private readonly record struct Place(string? List, int Index)
    {
        public override string ToString() => List is null ? string.Empty : $"{List}/{Index}";
    }
}
