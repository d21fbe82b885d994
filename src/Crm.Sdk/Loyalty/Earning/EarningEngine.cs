using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Applies the earning rules of a programme to documents: a pure function of the document, the tier's factor, what plugins gave, and what capped rules gave before (LO-1).</summary>
/// <remarks>
/// In this order: each rule that holds on the day makes offers for the lines that it counts; of the offers of a group for a line the best is taken; each rule's offers are added up and rounded once; the caps cut; what is left is divided over the
/// lines by largest remainder.
/// </remarks>
internal static class EarningEngine
{
    private const long One = 1_000_000;

    /// <param name="plan">The programme.</param>
    /// <param name="document">The document as it was placed.</param>
    /// <param name="tierFactor">The factor of the member's tier in millionths.</param>
    /// <param name="grants">What rules of plugins gave, by the rule's code.</param>
    /// <param name="tally">What was given before; it is not changed.</param>
    public static ValueList<EarningPart> Earn(
        EarningPlan plan, EarningDocument document, long tierFactor, IReadOnlyDictionary<string, ValueList<EarningGrant>> grants, EarningTally tally)
    {
        var offers = new List<EarningOffer>();
        for (int place = 0; place < plan.Rules.Count; place++)
        {
            LineRule rule = plan.Rules[place];
            if (rule.Rule.Holds(document.Day))
            {
                Offer(offers, rule, place, document, rule.Rule.IgnoresTier ? One : tierFactor, grants);
            }
        }

        IEnumerable<EarningOffer> taken = offers
            .GroupBy(static offer => (offer.Line, Group: offer.Rule.Rule.Group ?? string.Empty, Own: offer.Rule.Rule.Group is null ? offer.Order : -1))
            .Select(static group => group.Aggregate(static (best, next) => next.Beats(best) ? next : best));
        return taken.GroupBy(static offer => offer.Order).OrderBy(static group => group.Key).SelectMany(group => Settle([.. group.OrderBy(static offer => offer.Line)], document.Day, tally)).ToValueList();
    }

    private static void Offer(List<EarningOffer> offers, LineRule rule, int place, EarningDocument document, long factor, IReadOnlyDictionary<string, ValueList<EarningGrant>> grants)
    {
        switch (rule.Rule.Type)
        {
            case EarningType.Event:
                if (document.Event == rule.Rule.Event)
                {
                    offers.Add(new EarningOffer(rule, place, null, 0, rule.Rule.Points, One));
                }

                break;
            case EarningType.Plugin:
                long net = document.Lines.Sum(static line => line.Net.MinorUnits);
                offers.AddRange((grants.TryGetValue(rule.Rule.Code, out ValueList<EarningGrant> given) ? given : [])
                    .Select(grant => new EarningOffer(rule, place, grant.Line, Math.Max(0, grant.Line is { } line ? document.Lines[line].Net.MinorUnits : net), grant.Points, factor)));
                break;
            default:
                EarningLine[] lines = document.Currency == rule.Currency ? [.. document.Lines.Where(rule.Counts)] : [];
                if (rule.MinimumMinor is null || lines.Sum(line => line.Amount(rule.Rule.Basis)) >= rule.MinimumMinor)
                {
                    offers.AddRange(lines.Select(line => new EarningOffer(rule, place, line.Index, line.Amount(rule.Rule.Basis), 0, factor)));
                }

                break;
        }
    }

    /// <summary>Rounds what a rule gives for a document, cuts it by the caps, and divides it over the lines.</summary>
    private static IEnumerable<EarningPart> Settle(EarningOffer[] offers, LocalDate day, EarningTally tally)
    {
        LineRule rule = offers[0].Rule;
        long rounded = Rounded(rule, offers), given = rounded, largest = 0;
        EarningCapScope? cap = null;
        foreach (EarningCap limit in rule.Rule.Caps.OrderBy(static limit => limit.Scope))
        {
            long cut = Math.Max(0, given - Math.Max(0, limit.Points - tally.Given(rule.Rule.Code, limit.Scope, day)));
            given -= cut;
            if (cut > largest)
            {
                (largest, cap) = (cut, limit.Scope);
            }
        }

        long[] weights = [.. offers.Select(static offer => offer.Rule.PerMinor == 0 ? offer.Points : offer.Base)];
        long[] points = Shares.Of(given, weights), cuts = Shares.Of(rounded - given, weights);
        return offers.Select((offer, i) => new EarningPart
        {
            Rule = rule.Rule.Code, Wallet = rule.Rule.Wallet, Line = offer.Line, Base = offer.Base, Factor = offer.Factor, Points = points[i], Cut = cuts[i], Cap = cuts[i] > 0 ? cap : null,
        });
    }

    private static long Rounded(LineRule rule, EarningOffer[] offers)
    {
        Int128 factor = offers[0].Factor;
        if (rule.PerMinor == 0)
        {
            return Round(offers.Aggregate((Int128)0, static (sum, offer) => sum + offer.Points) * factor, One, rule.Rule.Rounding);
        }

        Int128 amount = Int128.Max(0, offers.Aggregate((Int128)0, static (sum, offer) => sum + offer.Base));
        return rule.Rule.Rounding == EarningRounding.FullSteps
            ? Round(amount / rule.PerMinor * rule.Rule.Points * factor, One, EarningRounding.Down)
            : Round(amount * rule.Rule.Points * factor, (Int128)rule.PerMinor * One, rule.Rule.Rounding);
    }

    private static long Round(Int128 numerator, Int128 denominator, EarningRounding rounding) => checked((long)(rounding switch
    {
        EarningRounding.Up => (numerator + denominator - 1) / denominator,
        EarningRounding.Nearest => ((numerator * 2) + denominator) / (denominator * 2),
        _ => numerator / denominator,
    }));
}
