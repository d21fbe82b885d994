using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>One assessment that is asked for.</summary>
/// <param name="Information">What is known.</param>
/// <param name="AsOf">The day for which; null where the input does not say.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditInput(CreditInformation Information, LocalDate? AsOf);
