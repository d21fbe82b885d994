using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>An exchange rate that a check used.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="From">The currency that was converted.</param>
/// <param name="To">The currency wanted.</param>
/// <param name="Day">Of which day.</param>
/// <param name="Rate">How many units of <paramref name="To"/> one of <paramref name="From"/> is worth, above 0.</param>
public sealed record CreditRate(Currency From, Currency To, LocalDate Day, decimal Rate);
