using Crm.Sdk.Orders;
using NodaTime;

namespace Crm.Sdk.Transactions;

/// <summary>Tells a customer's preferences from its sales, which come in any order.</summary>
internal sealed class PreferenceBuilder(AsOf asOf, IReadOnlyDictionary<string, string> categories, PriceRanks ranks, Currency currency)
{
    private readonly PreferenceTally _categories = new();
    private readonly PreferenceTally _channels = new();
    private readonly PreferenceTally _weekdays = new();
    private readonly PreferenceTally _dayParts = new();
    private long _orders;
    private long _spend;
    private long _unknown;
    private long _timed;
    private long _channelled;
    private long _withDiscount;
    private long _spendWithDiscount;
    private long _discount;
    private long _ranked;
    private long _unranked;
    private double _rankedPieces;
    private double _rankSum;

    public void Add(Order sale, ConvertedLine[] lines, bool isKnown)
    {
        _orders++;
        _unknown += isKnown ? 0 : 1;
        LocalDateTime local = sale.PlacedAt.InZone(asOf.Zone).LocalDateTime;
        long amount = 0, discount = 0;
        foreach (ConvertedLine line in lines)
        {
            amount = checked(amount + line.Amount);
            discount = checked(discount + line.Discount);
            _categories.Add(line.Product is { } product && categories.TryGetValue(product, out string? category) ? category : null, line.Amount, local.Date, _orders);
            Rank(line);
        }

        _spend = checked(_spend + amount);
        _discount = checked(_discount + discount);
        if (discount > 0)
        {
            _withDiscount++;
            _spendWithDiscount = checked(_spendWithDiscount + amount);
        }

        _channelled += sale.Channel is null ? 0 : 1;
        _channels.Add(sale.Channel, amount, local.Date, _orders);
        _weekdays.Add(NameOf(local.DayOfWeek), amount, local.Date, _orders);
        if (local.TimeOfDay != LocalTime.Midnight)
        {
            _timed++;
            _dayParts.Add(PartOf(local.Hour), amount, local.Date, _orders);
        }
    }

    public CustomerPreferences Build(CustomerId customer) => new()
    {
        Customer = customer,
        AsOf = asOf,
        Orders = _orders,
        Spend = Money.OfMinor(_spend, currency),
        AmountsUnknown = _unknown,
        Categories = _categories.BySpend(_spend, currency),
        Channels = _channels.ByOrders(_channelled, currency),
        Weekdays = _weekdays.ByOrders(_orders, currency),
        DayParts = _dayParts.ByOrders(_timed, currency),
        PriceLevel = _ranked == 0 ? null : new PriceLevelPreference(LevelOf(_rankSum / _rankedPieces), _rankSum / _rankedPieces, _ranked, _unranked),
        Promotions = _orders == 0 ? null : new PromotionResponse(
            _withDiscount, (double)_withDiscount / _orders, Money.OfMinor(_discount, currency), Mean(_spendWithDiscount, _withDiscount), Mean(_spend - _spendWithDiscount, _orders - _withDiscount)),
    };

    private void Rank(ConvertedLine line)
    {
        if (line.Millionths > 0 && ranks.Of(line.Product) is { } rank)
        {
            _ranked++;
            _rankedPieces += line.Millionths;
            _rankSum += rank * line.Millionths;
        }
        else
        {
            _unranked++;
        }
    }

    private Money? Mean(long sum, long count) => count == 0 ? null : Money.Round(Money.OfMinor(sum, currency).Amount / count, currency);

    private static string LevelOf(double rank) => rank < 1 / 3.0 ? "economy" : rank <= 2 / 3.0 ? "standard" : "premium";

    private static string PartOf(int hour) => hour switch { < 6 => "night", < 12 => "morning", < 18 => "afternoon", _ => "evening" };

    private static string NameOf(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => "monday",
        IsoDayOfWeek.Tuesday => "tuesday",
        IsoDayOfWeek.Wednesday => "wednesday",
        IsoDayOfWeek.Thursday => "thursday",
        IsoDayOfWeek.Friday => "friday",
        IsoDayOfWeek.Saturday => "saturday",
        _ => "sunday",
    };
}
