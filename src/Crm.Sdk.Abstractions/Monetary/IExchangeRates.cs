using NodaTime;

namespace Crm.Sdk;

/// <summary>Extension point: exchange rates by date. Facts and thresholds are in the tenant's reporting currency through it.</summary>
/// <remarks>Implementations are thread-safe singletons. A missing rate is answered with null, never with a guess: the fact becomes undefined and is listed.</remarks>
public interface IExchangeRates
{
    /// <summary>How many units of <paramref name="to"/> one unit of <paramref name="from"/> was worth on a date.</summary>
    /// <param name="from">The currency an amount is in.</param>
    /// <param name="to">The currency wanted.</param>
    /// <param name="date">The order's or invoice's date in the tenant's zone.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>The rate, greater than 0, or null where none is known for that date.</returns>
    ValueTask<decimal?> FindRateAsync(Currency from, Currency to, LocalDate date, CancellationToken cancellationToken);
}
