using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>How many of those who were asked in a stretch of time have answered.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Group">The product or the person; null where requests are not divided, or are about none.</param>
/// <param name="Since">The first day of the stretch; null where time is not divided.</param>
/// <param name="Asked">How many were asked.</param>
/// <param name="Answered">How many of them answered, whenever they did up to the report's instant.</param>
/// <param name="Rate">The share.</param>
public sealed record SurveyRate(string? Group, LocalDate? Since, long Asked, long Answered, Estimate Rate);
