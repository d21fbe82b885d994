using NodaTime;

namespace Crm.Sdk.Tests.Classification.Support;

/// <summary>Exchange rates of single days; every other day has none.</summary>
internal sealed class DatedRates(params (string From, string To, LocalDate Day, decimal Rate)[] rates) : IExchangeRates
{
    public ValueTask<decimal?> FindRateAsync(Currency from, Currency to, LocalDate date, CancellationToken cancellationToken) => ValueTask.FromResult<decimal?>(
        rates.Where(rate => rate.From == from.Code && rate.To == to.Code && rate.Day == date).Select(static rate => (decimal?)rate.Rate).FirstOrDefault());
}
