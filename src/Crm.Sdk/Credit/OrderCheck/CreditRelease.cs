using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How a person releases a held order.</summary>
/// <remarks>Immutable and thread-safe. Always the release ends when the order's amount grows.</remarks>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day on which it holds; null for no end by date.</param>
public sealed record CreditRelease(string Reason, LocalDate? Until = null);
