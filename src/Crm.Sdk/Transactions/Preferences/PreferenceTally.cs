using NodaTime;

namespace Crm.Sdk.Transactions;

/// <summary>Counts what orders have in common, such as their channel.</summary>
internal sealed class PreferenceTally
{
    private readonly Dictionary<string, Sum> _sums = new(StringComparer.Ordinal);

    public void Add(string? value, long amount, LocalDate day, long order)
    {
        if (value is null)
        {
            return;
        }

        Sum sum = _sums.GetValueOrDefault(value);
        _sums[value] = new Sum(
            sum.Orders + (sum.Orders > 0 && sum.LastOrder == order ? 0 : 1),
            checked(sum.Amount + amount),
            sum.Orders > 0 && sum.Last > day ? sum.Last : day,
            order);
    }

    /// <summary>By shares of orders, greatest first.</summary>
    public ValueList<Preference> ByOrders(long orders, Currency currency) => Build(sum => (double)sum.Orders / orders, static sum => sum.Orders, currency);

    /// <summary>By shares of spend, greatest first.</summary>
    public ValueList<Preference> BySpend(long spend, Currency currency) => Build(sum => spend > 0 ? (double)sum.Amount / spend : null, static sum => sum.Amount, currency);

    private ValueList<Preference> Build(Func<Sum, double?> share, Func<Sum, long> weight, Currency currency) =>
    [
        .. _sums.OrderByDescending(pair => weight(pair.Value)).ThenBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new Preference(pair.Key, share(pair.Value), pair.Value.Orders, Money.OfMinor(pair.Value.Amount, currency), pair.Value.Last)),
    ];

    private readonly record struct Sum(long Orders, long Amount, LocalDate Last, long LastOrder);
}
