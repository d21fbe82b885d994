using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What one customer did, and the measures that it comes to. Days count back from the as-of day.</summary>
/// <remarks>Memory grows with the days of the window and the needs and complaints in it, not with orders. Used by one thread.</remarks>
internal sealed class BehaviourTally(AsOf asOf, BehaviourMeasureOptions options)
{
    /// <summary>How long contacts count.</summary>
    public const int DaysOfYear = 365;

    private const int LeastPurchaseDays = 4;

    private readonly SortedSet<LocalDate> _purchases = [];
    private readonly SortedSet<LocalDate> _complaints = [];
    private readonly HashSet<string> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Product, LocalDate Since), LocalDate?> _needs = []; // the first purchase on or after the day
    private readonly Dictionary<Currency, (decimal Discount, decimal Net)> _sums = [];
    private readonly Dictionary<Currency, decimal> _gifts = [];
    private long _priced, _discounted, _contacts, _ownContacts;
    private double? _shareOfWallet;
    private bool _isInternal;

    /// <summary>The last day before the window.</summary>
    public LocalDate Before { get; } = asOf.Date.PlusDays(-options.WindowDays);

    public void Add(Customer customer)
    {
        _isInternal |= customer.Relationship == CompanyRelationships.Internal;
        if (customer.Attribute("transaction.share-of-wallet") is { } text && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1)
        {
            _shareOfWallet = share;
        }
    }

    /// <summary>Needs come before the orders that meet them.</summary>
    public void Add(Need need)
    {
        if (need is { Product: { } product, LearntOn: { } day } && day > Before && day <= asOf.Date)
        {
            _needs.TryAdd((product, day), null);
        }
    }

    public void Add(Interaction interaction)
    {
        LocalDate day = asOf.DateOf(interaction.At);
        _contacts++;
        if (interaction.Type == InteractionTypes.Complaint)
        {
            _ = day > Before && _complaints.Add(day);
        }
        else if (interaction.Direction == InteractionDirection.Inbound && interaction.Type != InteractionTypes.Repair && Period.DaysBetween(day, asOf.Date) < DaysOfYear)
        {
            _ownContacts++;
        }
    }

    public void AddGift(Money amount) => _gifts[amount.Currency] = _gifts.GetValueOrDefault(amount.Currency) + amount.Amount;

    /// <summary>A sale of the window of which something was kept.</summary>
    public void Add(Order sale)
    {
        LocalDate day = asOf.DateOf(sale.PlacedAt);
        _purchases.Add(day);
        bool isPriced = false, isDiscounted = false;
        foreach (OrderLine line in sale.Lines)
        {
            if (line.Product is { } product)
            {
                _products.Add(product);
                MeetNeeds(product, day);
            }

            if (line.Price is not null)
            {
                isPriced = true;
                isDiscounted |= line.Discount.MinorUnits > 0;
                (decimal discount, decimal net) = _sums.GetValueOrDefault(sale.Currency);
                _sums[sale.Currency] = (discount + line.Discount.Amount, net + line.Net.Amount);
            }
        }

        _priced += isPriced ? 1 : 0;
        _discounted += isDiscounted ? 1 : 0;
    }

    /// <summary>What is known; what is not is left out.</summary>
    public IEnumerable<LoyaltyFinding> Findings()
    {
        IEnumerable<LoyaltyFinding?> all =
        [
            Repurchases(), Habit(), Share(LoyaltyIndicators.PriceSensitivity, _discounted, _priced, options.LeastOrders), Extras(), Tolerance(), Choice(),
            Share(LoyaltyIndicators.NeedSatisfaction, _needs.Count(Met), _needs.Count(Due), least: 1), Attention(),
            _shareOfWallet is { } share ? Found(LoyaltyIndicators.NeedSatisfaction, share, 1) with { Source = LoyaltySources.Archive } : null,
            _isInternal ? Found(LoyaltyIndicators.Kinship, 1, 1) with { Source = LoyaltySources.Archive } : null,
        ];
        return all.OfType<LoyaltyFinding>();
    }

    /// <summary>Of the periods with a purchase that another whole period followed, the share in which the customer bought again in that one.</summary>
    private LoyaltyFinding? Repurchases()
    {
        bool[] bought = new bool[options.Periods];
        foreach (LocalDate day in _purchases)
        {
            bought[Period.DaysBetween(day, asOf.Date) / options.PeriodDays] = true; // 0 is the last one
        }

        long followed = 0, again = 0;
        for (int period = 1; period < bought.Length; period++)
        {
            followed += bought[period] ? 1 : 0;
            again += bought[period] && bought[period - 1] ? 1 : 0;
        }

        return Share(LoyaltyIndicators.RepurchaseRate, again, followed, least: 1);
    }

    /// <summary>1 less the coefficient of variation of the days between purchases.</summary>
    private LoyaltyFinding? Habit()
    {
        if (_purchases.Count < LeastPurchaseDays)
        {
            return null;
        }

        double[] gaps = [.. _purchases.Zip(_purchases.Skip(1), static (one, next) => (double)Period.DaysBetween(one, next))];
        double mean = gaps.Average(), deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));
        return Found(LoyaltyIndicators.Habit, Math.Max(0, 1 - (deviation / mean)), gaps.Length);
    }

    /// <summary>Discounts and gifts as a share of what was bought, before discount; of purchases in one currency only.</summary>
    private LoyaltyFinding? Extras()
    {
        if (_priced < options.LeastOrders || _sums.Count != 1)
        {
            return null;
        }

        (Currency currency, (decimal discount, decimal net)) = _sums.Single();
        decimal before = net + discount;
        if (before <= 0 || _gifts.Keys.Any(other => other != currency))
        {
            return null;
        }

        double share = (double)((discount + _gifts.GetValueOrDefault(currency)) / before);
        return Found(LoyaltyIndicators.Extras, Math.Clamp(share / options.FullExtras, 0, 1), _priced);
    }

    /// <summary>Of the days with a complaint that lie long enough back, the share after which the customer bought again.</summary>
    private LoyaltyFinding? Tolerance()
    {
        LocalDate[] judged = [.. _complaints.Where(day => day <= asOf.Date.PlusDays(-options.AnswerDays))];
        return Share(LoyaltyIndicators.FaultTolerance, judged.Count(day => _purchases.GetViewBetween(day.PlusDays(1), day.PlusDays(options.AnswerDays)).Count > 0), judged.Length, least: 1);
    }

    /// <summary>The median of the days from need to order, t ÷ (t + half).</summary>
    private LoyaltyFinding? Choice()
    {
        int[] days = [.. _needs.Where(Met).Select(static need => Period.DaysBetween(need.Key.Since, need.Value!.Value)).Order()];
        if (days.Length == 0)
        {
            return null;
        }

        double median = (days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2.0;
        return Found(LoyaltyIndicators.ChoiceTime, median / (median + options.HalfChoiceDays), days.Length);
    }

    /// <summary>The mean of contacts and products, each as a share of what counts as full; of those of them that there are records of.</summary>
    private LoyaltyFinding? Attention()
    {
        double[] parts =
        [
            .. _contacts > 0 ? [Math.Min(1, _ownContacts / options.FullContacts)] : Array.Empty<double>(),
            .. _products.Count > 0 ? [Math.Min(1, _products.Count / options.FullProducts)] : Array.Empty<double>(),
        ];
        return parts.Length == 0 ? null : Found(LoyaltyIndicators.AttentionToOwn, parts.Average(), _contacts + _products.Count);
    }

    private void MeetNeeds(string product, LocalDate day)
    {
        foreach ((string wanted, LocalDate since) in _needs.Keys.Where(need => need.Product == product && need.Since <= day).ToArray())
        {
            if (_needs[(wanted, since)] is not { } met || met > day)
            {
                _needs[(wanted, since)] = day;
            }
        }
    }

    private bool Met(KeyValuePair<(string Product, LocalDate Since), LocalDate?> need) => need.Value is { } day && day <= need.Key.Since.PlusDays(options.AnswerDays);

    /// <summary>Whether a need is met, or had the time to be.</summary>
    private bool Due(KeyValuePair<(string Product, LocalDate Since), LocalDate?> need) => Met(need) || need.Key.Since <= asOf.Date.PlusDays(-options.AnswerDays);

    private LoyaltyFinding? Share(string indicator, long part, long whole, int least) => whole < least ? null : Found(indicator, (double)part / whole, whole);

    private LoyaltyFinding Found(string indicator, double value, long records) => new(indicator, value, asOf.Date, LoyaltySources.Behaviour, records);
}
