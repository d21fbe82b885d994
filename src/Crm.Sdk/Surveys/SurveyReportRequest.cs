using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>What a report on a survey is asked for.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Survey">The survey's code.</param>
/// <param name="AsOf">Up to when answers count, and the zone in which days are counted.</param>
public sealed record SurveyReportRequest(string Survey, AsOf AsOf)
{
    /// <summary>The first day; from the first answer on where null.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Into which stretches of time.</summary>
    public SurveyPeriod Period { get; init; }

    /// <summary>By what.</summary>
    public SurveyGrouping By { get; init; }
}
