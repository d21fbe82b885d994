using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>The rates of one check: each asked for once, noted, and noted too where it is missing.</summary>
/// <remarks>Not thread-safe; for one check.</remarks>
internal sealed class RateBook(IExchangeRates? rates, LocalDate day)
{
    private readonly Dictionary<(Currency From, Currency To), decimal?> _known = [];

    public ValueList<CreditRate> Used => _known
        .Where(static entry => entry.Value is not null).Select(entry => new CreditRate(entry.Key.From, entry.Key.To, day, entry.Value!.Value))
        .OrderBy(static rate => rate.From.Code, StringComparer.Ordinal).ThenBy(static rate => rate.To.Code, StringComparer.Ordinal).ToValueList();

    public ValueList<string> Missing => _known
        .Where(static entry => entry.Value is null).Select(static entry => $"{entry.Key.From}/{entry.Key.To}").Order(StringComparer.Ordinal).ToValueList();

    /// <summary>The amount in a currency, rounded to the minor unit, or null where no rate is known.</summary>
    public async ValueTask<Money?> ConvertAsync(Money amount, Currency to, CancellationToken cancellationToken)
    {
        if (amount.Currency == to)
        {
            return amount;
        }

        if (!_known.TryGetValue((amount.Currency, to), out decimal? rate))
        {
            rate = rates is null ? null : await rates.FindRateAsync(amount.Currency, to, day, cancellationToken).ConfigureAwait(false);
            _known.Add((amount.Currency, to), rate);
        }

        return rate is { } known ? Money.Round(amount.Amount * known, to) : null;
    }
}
