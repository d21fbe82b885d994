using System.Collections.Concurrent;
using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>Amounts in the reporting currency at the rates of their dates, each rate asked for once. What rates were used can be compared with those of later.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RateTable(IExchangeRates? rates, Currency reporting, DateTimeZone zone)
{
    private readonly ConcurrentDictionary<(Currency From, LocalDate Date), decimal?> _rates = new();

    /// <summary>The amount in minor units of the reporting currency, or null where there is no rate for the local day of an instant.</summary>
    public ValueTask<long?> ConvertAsync(Money amount, long micros, CancellationToken cancellationToken) => amount.Currency == reporting
        ? ValueTask.FromResult<long?>(amount.MinorUnits)
        : ConvertAsync(amount, InstantPrecision.FromUnixMicroseconds(micros).InZone(zone).Date, cancellationToken);

    /// <summary>The amount in minor units of the reporting currency, or null where there is no rate for a day.</summary>
    public async ValueTask<long?> ConvertAsync(Money amount, LocalDate date, CancellationToken cancellationToken)
    {
        if (amount.Currency == reporting)
        {
            return amount.MinorUnits;
        }

        if (!_rates.TryGetValue((amount.Currency, date), out decimal? rate))
        {
            rate = rates is null ? null : await rates.FindRateAsync(amount.Currency, reporting, date, cancellationToken).ConfigureAwait(false);
            _rates.TryAdd((amount.Currency, date), rate);
        }

        return rate is { } known ? Money.Round(amount.Amount * known, reporting).MinorUnits : null;
    }

    /// <summary>Whether every rate that was used, or was missing, is the same now.</summary>
    public async Task<bool> HoldsAsync(CancellationToken cancellationToken)
    {
        foreach (((Currency from, LocalDate date), decimal? rate) in _rates)
        {
            if (rate != (rates is null ? null : await rates.FindRateAsync(from, reporting, date, cancellationToken).ConfigureAwait(false)))
            {
                return false;
            }
        }

        return true;
    }
}
