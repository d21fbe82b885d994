using NodaTime;

namespace Crm.Sdk.Value;

/// <summary>Amounts in the reporting currency, at the rate of their day; each rate is asked for once.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class RateBook(IExchangeRates? rates, Currency reporting, DateTimeZone zone)
{
    private readonly Dictionary<(Currency From, LocalDate Date), decimal?> _known = [];

    /// <summary>Minor units of the reporting currency; null where there is no rate.</summary>
    public async ValueTask<long?> MinorAsync(Money amount, Instant at, CancellationToken cancellationToken)
    {
        if (amount.Currency == reporting)
        {
            return amount.MinorUnits;
        }

        if (rates is null)
        {
            return null;
        }

        LocalDate date = at.InZone(zone).Date;
        if (!_known.TryGetValue((amount.Currency, date), out decimal? rate))
        {
            rate = await rates.FindRateAsync(amount.Currency, reporting, date, cancellationToken).ConfigureAwait(false);
            _known.Add((amount.Currency, date), rate);
        }

        return rate is { } found ? Money.Round(amount.Amount * found, reporting).MinorUnits : null;
    }
}
